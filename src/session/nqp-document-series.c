/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-places.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-project-places.h"
#include "nqp-words.h"

/* What indicators and series say of themselves. */

#define N_FIELDS 6

/* In the order of NqpSeriesParts; borrowed. */
typedef struct
{
  const char *texts[N_FIELDS];
} Fields;

static Fields
fields_of_series (const NqpSeries *it)
{
  return (Fields){ { it->name.en, it->name.zh, it->unit.en, it->unit.zh, it->source, it->note } };
}

static Fields
fields_of_indicator (const NqpIndicator *it)
{
  return (Fields){ { it->name.en, it->name.zh, it->unit.en, it->unit.zh, it->source, it->note } };
}

/* Texts are borrowed from @fields. */
static NqpSeries
with_fields (const NqpSeries *series, const Fields *fields)
{
  char *const *texts = (char *const *)fields->texts;

  return (NqpSeries){ series->code, { texts[0], texts[1] }, { texts[2], texts[3] }, texts[4], texts[5] };
}

static NqpIndicator
indicator_with_fields (const NqpIndicator *indicator, const Fields *fields)
{
  char *const *texts = (char *const *)fields->texts;
  NqpIndicator it = *indicator;

  it.name = (NqpText){ texts[0], texts[1] };
  it.unit = (NqpText){ texts[2], texts[3] };
  it.source = texts[4];
  it.note = texts[5];
  return it;
}

static const char *
without_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* The series that an indicator is as it stands; -1 = it follows from others. */
static int
series_of (const NqpPanel *panel, int indicator)
{
  const NqpIndicator *it = &panel->indicators[indicator];

  return nqp_indicator_is_derived (it) ? -1 : it->numerator;
}

static gboolean
find_fields (const NqpPanel *panel, const char *code, Fields *out)
{
  const int j = nqp_panel_find_indicator (panel, code), s = nqp_panel_find_series (panel, code);

  if (j >= 0)
    *out = fields_of_indicator (&panel->indicators[j]);
  else if (s >= 0)
    *out = fields_of_series (&panel->series[s]);
  return j >= 0 || s >= 0;
}

/* What is asked, tidied: NULL = no words. */
static gboolean
read_edit (const NqpSeriesEdit *edit, GStringChunk *texts, Fields *out, GError **error)
{
  const Fields asked
      = { { edit->name.en, edit->name.zh, edit->unit.en, edit->unit.zh, edit->source, edit->note } };

  for (int k = 0; k < N_FIELDS; k++)
    {
      g_autofree char *text = g_strdup (asked.texts[k]);

      out->texts[k] = NULL;
      if ((edit->parts & (1u << k)) == 0 || text == NULL)
        continue;
      if (!nqp_words_check (&text, k < 4 ? NQP_WORDS_NAME : k == 4 ? NQP_WORDS_LINE : NQP_WORDS_PROSE, error))
        return FALSE;
      g_strstrip (text);
      out->texts[k] = *text != '\0' ? g_string_chunk_insert (texts, text) : NULL;
    }
  return TRUE;
}

typedef struct
{
  NqpEditing *editing;
  GArray *series, *indicators; /* as they are to be */
  GStringChunk *texts;
} Edit;

static void
edit_clear (Edit *self)
{
  g_clear_pointer (&self->series, g_array_unref);
  g_clear_pointer (&self->indicators, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static gboolean
apply (Edit *self, const NqpSeriesEdit *edit, GError **error)
{
  const NqpPanel *now = self->editing->document->now.panel;
  const int j = nqp_panel_find_indicator (now, edit->code);
  const int s = j >= 0 ? series_of (now, j) : nqp_panel_find_series (now, edit->code);
  Fields was, is, asked, below = { { NULL } };

  if (!find_fields (now, edit->code, &is))
    return nqp_editing_fail_gone (edit->code, error);
  if (!read_edit (edit, self->texts, &asked, error))
    return FALSE;
  if (find_fields (self->editing->seen.panel, edit->code, &was))
    for (int k = 0; k < N_FIELDS; k++)
      if ((edit->parts & (1u << k)) != 0 && g_strcmp0 (was.texts[k], is.texts[k]) != 0)
        return nqp_editing_fail_changed (edit->code, error);
  if (s >= 0)
    below = fields_of_series (&now->series[s]);
  for (int k = 0; k < N_FIELDS; k++)
    {
      if ((edit->parts & (1u << k)) == 0)
        continue;
      /* an indicator that says nothing of its own has the words of its series */
      const char *own = without_empty (is.texts[k]), *given = without_empty (below.texts[k]);
      const gboolean inherits = j >= 0 && s >= 0 && own == NULL && k >= 4;

      if (s >= 0 && (j < 0 || inherits || g_strcmp0 (own, given) == 0))
        below.texts[k] = asked.texts[k];
      if (!inherits)
        is.texts[k] = asked.texts[k];
    }
  if ((edit->parts & (NQP_SERIES_NAME_EN | NQP_SERIES_NAME_ZH)) != 0 && without_empty (is.texts[0]) == NULL
      && without_empty (is.texts[1]) == NULL)
    {
      g_set_error_literal (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                           _ ("A name is needed in at least one of the two languages."));
      return FALSE;
    }
  if (s >= 0)
    {
      const NqpSeries series = with_fields (&now->series[s], &below);

      g_array_append_val (self->series, series);
    }
  if (j >= 0)
    {
      const NqpIndicator indicator = indicator_with_fields (&now->indicators[j], &is);

      g_array_append_val (self->indicators, indicator);
    }
  return TRUE;
}

static char *
make_label (const NqpPanel *panel, NqpLang lang, const NqpSeriesEdit *edits, guint n)
{
  const int j = nqp_panel_find_indicator (panel, edits[0].code);
  const int s = nqp_panel_find_series (panel, edits[0].code);
  const char *name = j >= 0   ? nqp_text_get (&panel->indicators[j].name, lang)
                     : s >= 0 ? nqp_text_get (&panel->series[s].name, lang)
                              : edits[0].code;
  const guint parts = edits[0].parts;

  if (n > 1)
    return g_strdup_printf (ngettext ("Change %u indicator", "Change %u indicators", n), n);
  if ((parts & ~(guint)(NQP_SERIES_NAME_EN | NQP_SERIES_NAME_ZH)) == 0)
    return g_strdup_printf (_ ("Rename to %s"), nqp_text_get (&edits[0].name, lang));
  if ((parts & ~(guint)(NQP_SERIES_UNIT_EN | NQP_SERIES_UNIT_ZH)) == 0)
    return g_strdup_printf (_ ("Unit of %s"), name);
  if (parts == NQP_SERIES_SOURCE)
    return g_strdup_printf (_ ("Source of %s"), name);
  if (parts == NQP_SERIES_NOTE)
    return g_strdup_printf (_ ("Note of %s"), name);
  return g_strdup_printf (ngettext ("Change %u indicator", "Change %u indicators", n), n);
}

/* In an array of what stands for pointers. */
static const gpointer *
pointers_to (const GArray *array, GPtrArray *out)
{
  const guint size = g_array_get_element_size ((GArray *)array);

  for (guint k = 0; k < array->len; k++)
    g_ptr_array_add (out, array->data + (gsize)k * size);
  return (const gpointer *)out->pdata;
}

/**
 * nqp_document_set_series:
 * @edits: (array length=n): each names its indicator or series by code, each at most once
 */
gboolean
nqp_document_set_series (NqpDocument *self, const NqpSeriesEdit *edits, guint n, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Edit) edit = { 0 };
  g_autoptr (GPtrArray) series = g_ptr_array_new (), indicators = g_ptr_array_new ();
  g_autofree char *label = NULL;

  g_return_val_if_fail (n > 0, FALSE);
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  edit.editing = &editing;
  edit.series = g_array_new (FALSE, FALSE, sizeof (NqpSeries));
  edit.indicators = g_array_new (FALSE, FALSE, sizeof (NqpIndicator));
  edit.texts = g_string_chunk_new (256);
  for (guint k = 0; k < n; k++)
    if (!apply (&edit, &edits[k], error))
      return FALSE;
  label = make_label (self->now.panel, self->lang, edits, n);
  return nqp_editing_end_data (
      &editing,
      nqp_project_set_series (self->project, (const NqpSeries *const *)pointers_to (edit.series, series),
                              edit.series->len,
                              (const NqpIndicator *const *)pointers_to (edit.indicators, indicators),
                              edit.indicators->len, label, error),
      error);
}

/* What is missing, or was changed by hand, cannot be doubted. */
static gboolean
can_be_flagged (NqpEditing *self, const char *series, const char *place, int year, GError **error)
{
  const NqpPanel *panel = self->document->now.panel;
  const int s = nqp_panel_find_series (panel, series), t = nqp_panel_find_year (panel, year);
  const int i = nqp_panel_find_place (panel, place);
  gsize cell;

  if (s < 0 || t < 0 || i < 0 || i >= panel->n_regions)
    return nqp_editing_fail_gone (s < 0 ? series : place, error);
  cell = nqp_panel_cell (panel, s, t, i);
  if (isnan (panel->values[cell]))
    g_set_error_literal (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                         _ ("The value is missing: there is nothing to flag."));
  else if (panel->states[cell] == NQP_CELL_EDITED)
    g_set_error_literal (
        error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
        _ ("The value was changed by hand and counts as it stands. Go back to the value that "
           "came with the data first, or remove it."));
  else
    return TRUE;
  return FALSE;
}

/**
 * nqp_document_set_flag:
 * @note: (nullable): why the value is suspect; %NULL takes the flag away
 *
 * A suspect value counts as missing until it is accepted.
 */
gboolean
nqp_document_set_flag (NqpDocument *self, const char *series, const char *place, int year, const char *note,
                       GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *text = g_strdup (note), *label = NULL;

  if (text != NULL && !nqp_words_check (&text, NQP_WORDS_PROSE, error))
    return FALSE;
  if (!nqp_editing_begin (&editing, self, error)
      || (note != NULL && !can_be_flagged (&editing, series, place, year, error)))
    return FALSE;
  /* Translators: entries of the undo history: a series, a region, a year */
  label = g_strdup_printf (note != NULL ? _ ("Flag %s, %s %d") : _ ("Take the flag off %s, %s %d"),
                           nqp_editing_series_name (&editing, series),
                           nqp_editing_place_name (&editing, place), year);
  return nqp_editing_end_data (
      &editing, nqp_project_set_flag (self->project, series, place, year, text, label, error), error);
}

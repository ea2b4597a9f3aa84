/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-places.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-globe.h"
#include "nqp-number.h"
#include "nqp-project-places.h"
#include "nqp-words.h"

G_DEFINE_QUARK (nqp_places_error, nqp_places_error)

#define ALL_NAMES (NQP_PLACE_NAME_EN | NQP_PLACE_NAME_ZH)
#define ALL_GROUPS (NQP_PLACE_GROUP_EN | NQP_PLACE_GROUP_ZH)

/* Regions and groups as they are to be: copies that are changed, then written. */
typedef struct
{
  NqpEditing *editing;
  NqpRegion *places; /* [place of the panel]; texts are borrowed, or of @texts */
  gboolean *changed; /* likewise */
  GArray *groups;    /* (element-type NqpGroupRow): those there are, then new ones */
  GStringChunk *texts;
} Places;

static void
places_init (Places *self, NqpEditing *editing)
{
  const NqpPanel *now = editing->document->now.panel;

  self->editing = editing;
  self->places = g_memdup2 (now->places, sizeof (NqpRegion) * (gsize)now->n_places);
  self->changed = g_new0 (gboolean, MAX (now->n_places, 1));
  self->groups = g_array_new (FALSE, TRUE, sizeof (NqpGroupRow));
  for (int g = 0; g < now->n_groups; g++)
    {
      const NqpGroupRow row = { now->groups[g], FALSE };

      g_array_append_val (self->groups, row);
    }
  self->texts = g_string_chunk_new (256);
}

static void
places_clear (Places *self)
{
  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->changed, g_free);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* NULL for no words; fails where they may not stand in a file. */
static gboolean
tidy (Places *self, const char *text, char **out_text, GError **error)
{
  g_autofree char *copy = g_strdup (text);

  *out_text = NULL;
  if (copy == NULL)
    return TRUE;
  if (!nqp_words_check (&copy, NQP_WORDS_NAME, error))
    return FALSE;
  g_strstrip (copy);
  if (*copy != '\0')
    *out_text = g_string_chunk_insert (self->texts, copy);
  return TRUE;
}

/* ---- groups ------------------------------------------------------------------------------------------------------- */

static NqpGroupRow *
group_at (Places *self, int group)
{
  return &g_array_index (self->groups, NqpGroupRow, group);
}

static char **
in_lang (NqpText *text, NqpLang lang)
{
  return lang == NQP_LANG_ZH ? &text->zh : &text->en;
}

static int
find_group (Places *self, NqpLang lang, const char *name)
{
  for (guint g = 0; g < self->groups->len; g++)
    if (g_strcmp0 (*in_lang (&group_at (self, (int)g)->name, lang), name) == 0)
      return (int)g;
  return -1;
}

static int
add_group (Places *self, char *en, char *zh)
{
  const NqpGroupRow row = { { en, zh }, FALSE };

  g_array_append_val (self->groups, row);
  return (int)self->groups->len - 1;
}

/* Of a name in one language alone; @group: the region's until now, -1 = none. */
static int
take_group (Places *self, int group, NqpLang lang, char *name)
{
  const int known = find_group (self, lang, name);

  if (known >= 0)
    return known;
  if (group < 0 || !is_empty (*in_lang (&group_at (self, group)->name, lang)))
    return lang == NQP_LANG_ZH ? add_group (self, NULL, name) : add_group (self, name, NULL);
  *in_lang (&group_at (self, group)->name, lang) = name;
  return group;
}

/* Of names in both: the one that has them, else one that has the first of them and no other. */
static int
take_named_group (Places *self, char *en, char *zh)
{
  const int by_en = find_group (self, NQP_LANG_EN, en), by_zh = find_group (self, NQP_LANG_ZH, zh);

  if (by_en >= 0 && (by_en == by_zh || is_empty (group_at (self, by_en)->name.zh)))
    {
      group_at (self, by_en)->name.zh = zh;
      return by_en;
    }
  if (by_zh >= 0 && is_empty (group_at (self, by_zh)->name.en))
    {
      group_at (self, by_zh)->name.en = en;
      return by_zh;
    }
  return add_group (self, en, zh);
}

static gboolean
set_group (Places *self, NqpRegion *it, const NqpPlaceEdit *edit, GError **error)
{
  char *en = NULL, *zh = NULL;

  if (((edit->parts & NQP_PLACE_GROUP_EN) && !tidy (self, edit->group.en, &en, error))
      || ((edit->parts & NQP_PLACE_GROUP_ZH) && !tidy (self, edit->group.zh, &zh, error)))
    return FALSE;
  if (en != NULL && zh != NULL)
    it->group = take_named_group (self, en, zh);
  else if (en != NULL || zh != NULL)
    it->group = take_group (self, it->group, en != NULL ? NQP_LANG_EN : NQP_LANG_ZH, en != NULL ? en : zh);
  else
    it->group = -1;
  return TRUE;
}

/* ---- what is asked ------------------------------------------------------------------------------------------------ */

static gboolean
set_number (const NqpRegion *it, NqpGlobeKind kind, double value, double *out, GError **error)
{
  if (kind == NQP_GLOBE_LONGITUDE)
    (void)nqp_globe_take_longitude (&value);
  *out = value;
  if (isnan (value) || nqp_globe_holds (kind, value))
    return TRUE;
  if (kind == NQP_GLOBE_LONGITUDE)
    g_set_error (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                 _ ("The longitude of “%s” has to be from -180 to 360 degrees, or empty if it is not known."),
                 it->code);
  else if (kind == NQP_GLOBE_LATITUDE)
    g_set_error (error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
                 _ ("The latitude of “%s” has to be from -90 to 90 degrees, or empty if it is not known."),
                 it->code);
  else
    g_set_error (
        error, NQP_PLACES_ERROR, NQP_PLACES_ERROR_INVALID,
        _ ("The area of “%s” has to be a number of km² that fits on the Earth, or empty if it is not "
           "known."),
        it->code);
  return FALSE;
}

static const NqpText *
group_name (const NqpPanel *panel, const NqpRegion *place)
{
  static const NqpText none = { NULL, NULL };

  return place->group >= 0 ? &panel->groups[place->group] : &none;
}

/* The parts in which a region is another one than in another state of the project. */
static guint
differing (const NqpPanel *a_panel, const NqpRegion *a, const NqpPanel *b_panel, const NqpRegion *b)
{
  const NqpText *a_group = group_name (a_panel, a), *b_group = group_name (b_panel, b);
  guint parts = 0;

  if (g_strcmp0 (a->name.en, b->name.en) != 0)
    parts |= NQP_PLACE_NAME_EN;
  if (g_strcmp0 (a->name.zh, b->name.zh) != 0)
    parts |= NQP_PLACE_NAME_ZH;
  if (g_strcmp0 (a_group->en, b_group->en) != 0 || g_strcmp0 (a_group->zh, b_group->zh) != 0)
    parts |= ALL_GROUPS;
  if (!nqp_number_same (a->longitude, b->longitude))
    parts |= NQP_PLACE_LONGITUDE;
  if (!nqp_number_same (a->latitude, b->latitude))
    parts |= NQP_PLACE_LATITUDE;
  if (!nqp_number_same (a->area_km2, b->area_km2))
    parts |= NQP_PLACE_AREA;
  return parts;
}

static gboolean
apply (Places *self, const NqpPlaceEdit *edit, GError **error)
{
  const NqpPanel *seen = self->editing->seen.panel, *now = self->editing->document->now.panel;
  const int at = nqp_panel_find_place (now, edit->code), was = nqp_panel_find_place (seen, edit->code);
  NqpRegion *it = &self->places[MAX (at, 0)];

  if (at < 0)
    return nqp_editing_fail_gone (edit->code, error);
  if (was >= 0 && (differing (seen, &seen->places[was], now, &now->places[at]) & edit->parts) != 0)
    return nqp_editing_fail_changed (nqp_panel_place_name (now, at, self->editing->document->lang), error);
  if (((edit->parts & NQP_PLACE_NAME_EN) && !tidy (self, edit->name.en, &it->name.en, error))
      || ((edit->parts & NQP_PLACE_NAME_ZH) && !tidy (self, edit->name.zh, &it->name.zh, error)))
    return FALSE;
  if ((edit->parts & ALL_NAMES) != 0 && is_empty (it->name.en) && is_empty (it->name.zh))
    return fail (error, _ ("A name is needed in at least one of the two languages."));
  if (((edit->parts & NQP_PLACE_LONGITUDE)
       && !set_number (it, NQP_GLOBE_LONGITUDE, edit->longitude, &it->longitude, error))
      || ((edit->parts & NQP_PLACE_LATITUDE)
          && !set_number (it, NQP_GLOBE_LATITUDE, edit->latitude, &it->latitude, error))
      || ((edit->parts & NQP_PLACE_AREA)
          && !set_number (it, NQP_GLOBE_AREA, edit->area_km2, &it->area_km2, error))
      || ((edit->parts & ALL_GROUPS) && !set_group (self, it, edit, error)))
    return FALSE;
  self->changed[at] = TRUE;
  return TRUE;
}

/* ---- writing ------------------------------------------------------------------------------------------------------ */

/* A group goes when its last region leaves it, not where it had none before. */
static void
find_gone (Places *self)
{
  const NqpPanel *now = self->editing->document->now.panel;

  for (int i = 0; i < now->n_places; i++)
    if (now->places[i].group >= 0)
      group_at (self, now->places[i].group)->gone = TRUE;
  for (int i = 0; i < now->n_places; i++)
    if (self->places[i].group >= 0)
      group_at (self, self->places[i].group)->gone = FALSE;
}

static gboolean
write_all (Places *self, const char *label, GError **error)
{
  NqpDocument *document = self->editing->document;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  gboolean ok;

  for (int i = 0; i < document->now.panel->n_places; i++)
    if (self->changed[i])
      g_ptr_array_add (changed, &self->places[i]);
  find_gone (self);
  ok = nqp_project_set_places (document->project, (const NqpRegion *const *)changed->pdata, changed->len,
                               (const NqpGroupRow *)(gpointer)self->groups->data, self->groups->len, label,
                               error);
  return nqp_editing_end_data (self->editing, ok, error);
}

static char *
make_label (Places *self, const NqpPlaceEdit *edits, guint n)
{
  const NqpDocument *document = self->editing->document;
  const int at = nqp_panel_find_place (document->now.panel, edits[0].code);
  const guint parts = edits[0].parts;
  g_autofree char *name = g_strdup (nqp_text_get (&self->places[at].name, document->lang));

  if (n > 1)
    /* Translators: entries of the undo history */
    return g_strdup_printf (ngettext ("Change %u region", "Change %u regions", n), n);
  if ((parts & ~(guint)ALL_NAMES) == 0)
    return g_strdup_printf (_ ("Rename to %s"), name);
  if ((parts & ~(guint)ALL_GROUPS) == 0)
    return g_strdup_printf (_ ("Group of %s"), name);
  if (parts == NQP_PLACE_AREA)
    return g_strdup_printf (_ ("Area of %s"), name);
  /* Translators: an entry of the undo history: the coordinates of a region */
  return g_strdup_printf (_ ("Place of %s"), name);
}

/**
 * nqp_document_set_places:
 * @edits: (array length=n): each names its region by code
 *
 * Returns: %FALSE with @error set, and nothing has changed, if one of them cannot be
 */
gboolean
nqp_document_set_places (NqpDocument *self, const NqpPlaceEdit *edits, guint n, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Places) places = { 0 };
  g_autofree char *label = NULL;

  g_return_val_if_fail (n > 0, FALSE);
  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  places_init (&places, &editing);
  for (guint k = 0; k < n; k++)
    if (!apply (&places, &edits[k], error))
      return FALSE;
  label = make_label (&places, edits, n);
  return write_all (&places, label, error);
}

static gboolean
same_name (const NqpText *a, const NqpText *b)
{
  return g_strcmp0 (is_empty (a->en) ? NULL : a->en, is_empty (b->en) ? NULL : b->en) == 0
         && g_strcmp0 (is_empty (a->zh) ? NULL : a->zh, is_empty (b->zh) ? NULL : b->zh) == 0;
}

/**
 * nqp_document_rename_group:
 * @from: as it is called now
 * @to: at least one language
 */
gboolean
nqp_document_rename_group (NqpDocument *self, const NqpText *from, const NqpText *to, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Places) places = { 0 };
  g_autofree char *label = NULL;
  NqpText name = { NULL, NULL };
  int group = -1, into = -1;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  places_init (&places, &editing);
  if (!tidy (&places, to->en, &name.en, error) || !tidy (&places, to->zh, &name.zh, error))
    return FALSE;
  if (name.en == NULL && name.zh == NULL)
    return fail (error, _ ("A name is needed in at least one of the two languages."));
  for (guint g = 0; g < places.groups->len; g++)
    {
      if (same_name (&group_at (&places, (int)g)->name, from))
        group = (int)g;
      else if (same_name (&group_at (&places, (int)g)->name, &name))
        into = (int)g;
    }
  if (group < 0)
    return nqp_editing_fail_gone (nqp_text_get (from, self->lang), error);
  for (int i = 0; into >= 0 && i < self->now.panel->n_places; i++)
    if (places.places[i].group == group)
      {
        places.places[i].group = into;
        places.changed[i] = TRUE;
      }
  if (into < 0)
    group_at (&places, group)->name = name;
  /* Translators: an entry of the undo history; the new name of a group of regions */
  label = g_strdup_printf (_ ("Rename the group to %s"), nqp_text_get (&name, self->lang));
  return write_all (&places, label, error);
}

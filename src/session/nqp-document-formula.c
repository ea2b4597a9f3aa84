/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-formula.h"
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-document-structure.h"
#include "nqp-project-structure.h"
#include "nqp-words.h"

/* An indicator of the panel with another formula, or a new one; its texts are borrowed. */
typedef struct
{
  NqpIndicator it;
  gboolean is_new;
  NqpText unit; /* that its series make */
  gboolean differs;
} Derived;

static void
derived_clear (Derived *self)
{
  g_clear_pointer (&self->it.formula, nqp_expression_unref);
  g_clear_pointer (&self->it.operands, g_free);
  nqp_text_clear (&self->unit);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Derived, derived_clear)

gboolean
nqp_document_check_new_code (const NqpPanel *panel, const char *code, GError **error)
{
  g_autofree char *text = g_strdup (code);

  if (!nqp_words_check (&text, NQP_WORDS_CODE, error))
    return FALSE;
  if (*text == '\0' || !g_str_equal (text, code) || g_str_equal (code, "index") || nqp_pillar_find (code) >= 0
      || g_str_equal (code, NQP_EXPRESSION_AREA) || nqp_panel_find_series (panel, code) >= 0)
    {
      g_set_error (
          error, NQP_STRUCTURE_ERROR, NQP_STRUCTURE_ERROR_INVALID,
          _ ("“%s” cannot be the code of a new indicator: it is empty, or the code of a series, or a name "
             "the program uses itself. Give it another."),
          code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
derive (Derived *self, const NqpPanel *panel, const char *code, const char *formula, GError **error)
{
  const int at = nqp_panel_find_indicator (panel, code);

  self->is_new = at < 0;
  if (self->is_new && !nqp_document_check_new_code (panel, code, error))
    return FALSE;
  if (at >= 0)
    self->it = panel->indicators[at];
  else
    self->it
        = (NqpIndicator){ .code = (char *)code, .role = NQP_ROLE_UNASSIGNED, .lower = NAN, .upper = NAN };
  self->it.operands = NULL;
  self->it.formula = nqp_expression_parse (formula, error);
  return self->it.formula != NULL && nqp_panel_bind_formula (panel, &self->it, error)
         && nqp_panel_check_formula (panel, &self->it, &self->unit, &self->differs, error);
}

void
nqp_formula_trial_clear (NqpFormulaTrial *self)
{
  nqp_text_clear (&self->unit);
}

gboolean
nqp_formula_try (const NqpPanel *panel, const char *code, const char *formula, NqpFormulaTrial *out,
                 GError **error)
{
  g_auto (Derived) derived = { 0 };
  const gsize n_cells = (gsize)panel->n_years * (gsize)panel->n_regions;
  g_autofree double *x = g_new (double, n_cells + 1);
  g_autofree guint8 *suspect = g_new (guint8, n_cells + 1);

  *out = (NqpFormulaTrial){ 0 };
  if (!derive (&derived, panel, code, formula, error))
    return FALSE;
  nqp_panel_evaluate_formula (panel, &derived.it, x, suspect);
  for (gsize c = 0; c < n_cells; c++)
    if (isnan (x[c]))
      out->n_missing++;
    else
      out->n_values++;
  out->differs = derived.differs;
  out->unit = nqp_text_copy (&derived.unit);
  return TRUE;
}

static const char *
text_of_formula (const NqpPanel *panel, int indicator)
{
  const NqpExpression *formula = indicator >= 0 ? panel->indicators[indicator].formula : NULL;

  return formula != NULL ? nqp_expression_text (formula) : NULL;
}

/**
 * nqp_document_set_formula:
 * @code: of an indicator, or another one to be made
 * @name: (nullable): of one to be made; %NULL = its code
 * @formula: what nqp_expression_parse() reads
 *
 * The values follow from the formula from now on: computed before it is written. An indicator without a unit gets that of its
 * formula.
 *
 * Returns: %FALSE with @error set, and nothing has changed, if the formula cannot be, or scores cannot follow from it
 */
gboolean
nqp_document_set_formula (NqpDocument *self, const char *code, const NqpText *name, const char *formula,
                          GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_auto (Derived) derived = { 0 };
  g_autofree char *label = NULL;
  const char *shown;
  int was, is;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  if (!derive (&derived, self->now.panel, code, formula, error))
    return FALSE;
  was = nqp_panel_find_indicator (editing.seen.panel, code);
  is = nqp_panel_find_indicator (self->now.panel, code);
  if (derived.is_new)
    derived.it.name = name != NULL ? *name : (NqpText){ (char *)code, NULL };
  shown = nqp_text_get (&derived.it.name, self->lang);
  if ((was < 0) != (is < 0)
      || g_strcmp0 (text_of_formula (editing.seen.panel, was), text_of_formula (self->now.panel, is)) != 0)
    return nqp_editing_fail_changed (shown, error);
  if (derived.it.unit.en == NULL && derived.it.unit.zh == NULL)
    derived.it.unit = derived.unit;
  label = derived.is_new
              /* Translators: an entry of the undo history; the name of an indicator */
              ? g_strdup_printf (_ ("New indicator %s"), shown)
              /* Translators: an entry of the undo history; the name of an indicator */
              : g_strdup_printf (_ ("Formula of %s"), shown);
  ok = nqp_project_set_formula (self->project, &derived.it, label, error);
  return nqp_editing_end (&editing, ok, NQP_PROJECT_DATA, NQP_PROJECT_DATA, error);
}

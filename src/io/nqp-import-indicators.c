/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-words.h"

enum
{
  CODE,
  NAME,
  NAME_EN,
  NAME_ZH,
  PILLAR,
  COMPONENT,
  INDEX_EN, /* what the index, the pillar and the component are called, where that is not what their ids say */
  INDEX_ZH,
  PILLAR_EN,
  PILLAR_ZH,
  COMPONENT_EN,
  COMPONENT_ZH,
  UNIT,
  UNIT_EN,
  UNIT_ZH,
  DIRECTION,
  ROLE,
  NUMERATOR,
  DENOMINATOR,
  FACTOR,
  FORMULA,
  LOWER,
  UPPER,
  SOURCE,
  NOTE,
  N_COLUMNS,
};

/* What a sheet of a workbook may be called. */
static const char *const indicator_sheets[] = { "indicators", "indicator", "指标", "imeta", NULL };

static const NqpSheetColumn columns[N_COLUMNS] = {
  [CODE] = { TRUE, "code", { NQP_HEAD_CODE, NQP_HEAD_INDICATOR, NQP_HEAD_INDICATOR_CODE } },
  [NAME] = { FALSE, "name", { NQP_HEAD_NAME } },
  [NAME_EN] = { FALSE, "name_en", { NQP_HEAD_NAME_EN } },
  [NAME_ZH] = { FALSE, "name_zh", { NQP_HEAD_NAME_ZH } },
  [PILLAR] = { FALSE, "pillar", { NQP_HEAD_PILLAR } },
  [COMPONENT] = { FALSE, "component", { NQP_HEAD_COMPONENT } },
  [INDEX_EN] = { FALSE, "index_en", { NQP_HEAD_INDEX_EN } },
  [INDEX_ZH] = { FALSE, "index_zh", { NQP_HEAD_INDEX_ZH } },
  [PILLAR_EN] = { FALSE, "pillar_en", { NQP_HEAD_PILLAR_EN } },
  [PILLAR_ZH] = { FALSE, "pillar_zh", { NQP_HEAD_PILLAR_ZH } },
  [COMPONENT_EN] = { FALSE, "component_en", { NQP_HEAD_COMPONENT_EN } },
  [COMPONENT_ZH] = { FALSE, "component_zh", { NQP_HEAD_COMPONENT_ZH } },
  [UNIT] = { FALSE, "unit", { NQP_HEAD_UNIT } },
  [UNIT_EN] = { FALSE, "unit_en", { NQP_HEAD_UNIT_EN } },
  [UNIT_ZH] = { FALSE, "unit_zh", { NQP_HEAD_UNIT_ZH } },
  [DIRECTION] = { TRUE, "direction", { NQP_HEAD_DIRECTION } },
  [ROLE] = { FALSE, "role", { NQP_HEAD_ROLE } },
  [NUMERATOR] = { FALSE, "numerator", { NQP_HEAD_NUMERATOR } },
  [DENOMINATOR] = { FALSE, "denominator", { NQP_HEAD_DENOMINATOR } },
  [FACTOR] = { FALSE, "factor", { NQP_HEAD_FACTOR } },
  [FORMULA] = { FALSE, "formula", { NQP_HEAD_FORMULA } },
  [LOWER] = { FALSE, "lower", { NQP_HEAD_LOWER } },
  [UPPER] = { FALSE, "upper", { NQP_HEAD_UPPER } },
  [SOURCE] = { FALSE, "source", { NQP_HEAD_SOURCE } },
  [NOTE] = { FALSE, "note", { NQP_HEAD_NOTE } },
};

/* A pillar by its id or by its name in either language. */
static int
find_pillar (const char *text)
{
  int found = nqp_pillar_find (text);

  for (int i = 0; found < 0 && i < NQP_N_PILLARS; i++)
    {
      NqpText name = nqp_pillar_name (nqp_pillar_id (i));

      if (g_strcmp0 (name.zh, text) == 0 || (name.en != NULL && g_ascii_strcasecmp (name.en, text) == 0))
        found = i;
      nqp_text_clear (&name);
    }
  return found;
}

static gboolean
parse_direction (const NqpField *field, int *out_direction)
{
  static const struct
  {
    const char *text;
    int direction;
  } words[] = {
    { "1", 1 },  { "+1", 1 },  { "-1", -1 }, { "−1", -1 }, { "+", 1 },    { "-", -1 },    { "−", -1 },
    { "＋", 1 }, { "－", -1 }, { "正", 1 },  { "负", -1 }, { "正向", 1 }, { "负向", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (nqp_field_equals (field, words[i].text))
      {
        *out_direction = words[i].direction;
        return TRUE;
      }
  return FALSE;
}

/* A name has to be the same in all rows that give it. */
static void
read_name (NqpImporter *self, NqpSheet *sheet, const char *id, int en, int zh)
{
  NqpText name = { nqp_sheet_dup (sheet, en), nqp_sheet_dup (sheet, zh) };

  if (!nqp_components_give_name (self->components, id, &name))
    {
      const NqpText *other = nqp_components_get_name (self->components, id);
      const gboolean in_en = name.en != NULL && g_strcmp0 (name.en, other->en) != 0;

      nqp_sheet_problem (sheet, in_en ? en : zh,
                         _ ("Found “%s” as the name of “%s”; expected “%s”, as in a row above."),
                         in_en ? name.en : name.zh, id, in_en ? other->en : other->zh);
    }
  nqp_text_clear (&name);
}

/* @component: an id, or a name that makes one */
static void
place_below (NqpImporter *self, NqpSheet *sheet, NqpIndicator *indicator, const char *pillar,
             const char *component)
{
  g_autofree char *text = g_strdup (component);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (!nqp_words_check (&text, NQP_WORDS_NAME, &error))
    {
      nqp_sheet_problem (sheet, COMPONENT, "%s", error->message);
      return;
    }
  indicator->component
      = g_strdup (nqp_components_resolve (self->components, pillar, g_strstrip (text), TRUE));
  if (indicator->component == NULL)
    {
      nqp_sheet_problem (sheet, COMPONENT,
                         _ ("Found the component “%s”; expected a name, or an id such as innovation-input."),
                         component);
      return;
    }
  indicator->pillar = g_strdup (pillar);
  id = g_strconcat (pillar, ".", indicator->component, NULL);
  read_name (self, sheet, "index", INDEX_EN, INDEX_ZH);
  read_name (self, sheet, pillar, PILLAR_EN, PILLAR_ZH);
  read_name (self, sheet, id, COMPONENT_EN, COMPONENT_ZH);
}

static void
read_place_in_tree (NqpImporter *self, NqpSheet *sheet, NqpIndicator *indicator)
{
  g_autofree char *pillar = nqp_sheet_dup (sheet, PILLAR);
  g_autofree char *component = nqp_sheet_dup (sheet, COMPONENT);
  g_autofree char *role = nqp_sheet_dup (sheet, ROLE);
  int found;

  indicator->role = NQP_ROLE_INDEX;
  if (g_strcmp0 (role, "unassigned") == 0)
    indicator->role = NQP_ROLE_UNASSIGNED;
  else if (role != NULL && !nqp_role_parse (role, &indicator->role))
    {
      nqp_sheet_problem (
          sheet, ROLE,
          _ ("Found “%s” in the column “role”; expected output, capital, labour, population or context, or a "
             "pillar instead of a role."),
          role);
      return;
    }
  if (pillar == NULL && component != NULL)
    nqp_sheet_problem (
        sheet, COMPONENT,
        _ ("The indicator “%s” has a component but no pillar; expected one of elements, drivers, carriers, "
           "relations."),
        indicator->code);
  else if (pillar == NULL && (role == NULL || indicator->role == NQP_ROLE_INDEX))
    nqp_sheet_problem (
        sheet, nqp_sheet_has (sheet, PILLAR) ? PILLAR : -1,
        _ ("The indicator “%s” has neither a pillar nor a role; expected elements, drivers, carriers or "
           "relations with a component, or a role."),
        indicator->code);
  if (pillar == NULL)
    return;
  found = find_pillar (pillar);
  if (found < 0)
    nqp_sheet_problem (sheet, PILLAR,
                       _ ("Found the pillar “%s”; expected elements, drivers, carriers or relations."),
                       pillar);
  else if (role != NULL && indicator->role != NQP_ROLE_INDEX)
    nqp_sheet_problem (sheet, ROLE,
                       _ ("The indicator “%s” has both a pillar and the role “%s”; expected one of them."),
                       indicator->code, role);
  else if (component == NULL)
    nqp_sheet_problem (
        sheet, nqp_sheet_has (sheet, COMPONENT) ? COMPONENT : -1,
        _ ("The indicator “%s” has a pillar but no component; expected one, such as innovation-input."),
        indicator->code);
  else
    place_below (self, sheet, indicator, nqp_pillar_id (found), component);
}

static int
use_series (NqpImporter *self, NqpSheet *sheet, const char *code, gsize length)
{
  int draft = nqp_importer_add_series (self, code, length);

  if (nqp_importer_series (self, draft)->used_line == 0)
    nqp_importer_series (self, draft)->used_line = sheet->rows->number;
  return draft;
}

/* A workbook for reading has the values of indicators, and says beside them how they were made. */
static gboolean
is_for_reading (NqpImporter *self, const char *code, const NqpField *numerator)
{
  return nqp_import_book (self, self->sources->indicators) != NULL
         && nqp_import_book_has (self, code, strlen (code))
         && (numerator == NULL || !nqp_import_book_has (self, numerator->text, numerator->length));
}

/* @text: how the values are made of series */
static void
read_expression (NqpImporter *self, NqpSheet *sheet, NqpIndicator *indicator, const char *text)
{
  g_autoptr (GError) error = NULL;

  indicator->numerator = -1;
  indicator->formula = nqp_expression_parse (text, &error);
  if (indicator->formula == NULL)
    nqp_sheet_problem (sheet, FORMULA, _ ("The formula of “%s” cannot be read. %s"), indicator->code,
                       error->message);
  else if (nqp_sheet_get (sheet, NUMERATOR).length > 0 || nqp_sheet_get (sheet, DENOMINATOR).length > 0
           || indicator->factor != 1)
    nqp_sheet_problem (sheet, FORMULA,
                       _ ("The indicator “%s” has a formula, and a numerator, denominator or factor as well; "
                          "expected one way to make it."),
                       indicator->code);
  for (int k = 0; indicator->formula != NULL && k < nqp_expression_n_operands (indicator->formula); k++)
    {
      const char *code = nqp_expression_operand (indicator->formula, k);
      int series;

      if (g_strcmp0 (code, NQP_EXPRESSION_AREA) == 0)
        self->needs_area = TRUE;
      else if (code != NULL)
        {
          series = use_series (self, sheet, code, strlen (code));
          indicator->numerator = indicator->numerator < 0 ? series : indicator->numerator;
        }
    }
  if (indicator->numerator < 0) /* there is a problem; something has to stand here */
    indicator->numerator = use_series (self, sheet, indicator->code, strlen (indicator->code));
}

static void
read_formula (NqpImporter *self, NqpSheet *sheet, NqpIndicator *indicator)
{
  NqpField numerator = nqp_sheet_get (sheet, NUMERATOR);
  NqpField denominator = nqp_sheet_get (sheet, DENOMINATOR);
  NqpField factor = nqp_sheet_get (sheet, FACTOR);
  NqpDecimal decimal = { .comma_allowed = sheet->rows->delimiter != ',' };
  g_autofree char *formula = nqp_sheet_dup (sheet, FORMULA);

  indicator->denominator = NQP_DENOMINATOR_NONE;
  indicator->factor = 1.0;
  if (factor.length > 0)
    {
      indicator->factor = nqp_sheet_number (sheet, FACTOR, &decimal);
      if (indicator->factor == 0.0)
        nqp_sheet_problem (sheet, FACTOR,
                           _ ("The factor of “%s” is 0, so that every value would be 0; expected another "
                              "number."),
                           indicator->code);
      if (isnan (indicator->factor))
        indicator->factor = 1.0;
    }
  if (formula != NULL && !is_for_reading (self, indicator->code, NULL))
    {
      read_expression (self, sheet, indicator, formula);
      return;
    }
  if (numerator.length == 0 && denominator.length > 0)
    {
      nqp_sheet_problem (sheet, DENOMINATOR,
                         _ ("The indicator “%s” has a denominator but no numerator; expected both."),
                         indicator->code);
      return;
    }
  if (nqp_field_equals (&numerator, NQP_AREA_SERIES))
    {
      nqp_sheet_problem (sheet, NUMERATOR,
                         _ ("“AREA” can only be a denominator; expected a series of the data file."));
      return;
    }
  if (numerator.length == 0 || is_for_reading (self, indicator->code, &numerator))
    {
      indicator->factor = numerator.length == 0 ? indicator->factor : 1.0;
      indicator->numerator = use_series (self, sheet, indicator->code, strlen (indicator->code));
      return;
    }
  indicator->numerator = use_series (self, sheet, numerator.text, numerator.length);
  if (nqp_field_equals (&denominator, NQP_AREA_SERIES))
    {
      indicator->denominator = NQP_DENOMINATOR_AREA;
      self->needs_area = TRUE;
    }
  else if (denominator.length > 0)
    indicator->denominator = use_series (self, sheet, denominator.text, denominator.length);
}

/* Ends of the scale for the normalisation by goalposts; both may be left out. */
static void
read_goalposts (NqpSheet *sheet, NqpIndicator *indicator)
{
  NqpDecimal decimal = { .comma_allowed = sheet->rows->delimiter != ',' };

  indicator->lower = indicator->upper = NAN;
  if (nqp_sheet_get (sheet, LOWER).length > 0)
    indicator->lower = nqp_sheet_number (sheet, LOWER, &decimal);
  if (nqp_sheet_get (sheet, UPPER).length > 0)
    indicator->upper = nqp_sheet_number (sheet, UPPER, &decimal);
  if (indicator->lower >= indicator->upper)
    {
      nqp_sheet_problem (
          sheet, UPPER,
          _ ("The goalposts of “%s” are %g and %g; expected the upper one above the lower one."),
          indicator->code, indicator->lower, indicator->upper);
      indicator->lower = indicator->upper = NAN;
    }
}

static gboolean
is_silent (const NqpSheet *sheet, const int *fields, gsize n)
{
  for (gsize k = 0; k < n; k++)
    if (nqp_sheet_get (sheet, fields[k]).length > 0)
      return FALSE;
  return TRUE;
}

/* The position of a draft of the project that the row describes anew; -1: of a new one, -2: it stands there twice. */
static int
find_draft (NqpImporter *self, const NqpField *code)
{
  const int n = nqp_codes_size (&self->indicator_codes),
            at = nqp_codes_add (&self->indicator_codes, code->text, code->length);

  if (at >= n)
    return -1;
  if (self->known == NULL || at >= self->known->n_indicators)
    return -2;
  if (self->replaced == NULL)
    self->replaced = g_hash_table_new (NULL, NULL);
  return g_hash_table_add (self->replaced, GINT_TO_POINTER (at + 1)) ? at : -2;
}

/* What the row does not say of an indicator of the project stays as it is. */
static void
take_row (NqpIndicator *was, NqpIndicator *is, gboolean placed, gboolean made)
{
  nqp_import_take_text (&was->name, is->name);
  nqp_import_take_text (&was->unit, is->unit);
  nqp_import_take (&was->source, is->source);
  nqp_import_take (&was->note, is->note);
  was->lower = isnan (is->lower) ? was->lower : is->lower;
  was->upper = isnan (is->upper) ? was->upper : is->upper;
  was->direction = is->direction;
  if (placed)
    {
      g_free (was->pillar);
      g_free (was->component);
      was->pillar = is->pillar;
      was->component = is->component;
      was->role = is->role;
    }
  if (made)
    {
      g_clear_pointer (&was->formula, nqp_expression_unref);
      was->formula = is->formula;
      was->numerator = is->numerator;
      was->denominator = is->denominator;
      was->factor = is->factor;
    }
  g_free (is->code);
}

static void
read_row (NqpImporter *self, NqpSheet *sheet)
{
  static const int placing[] = { PILLAR, COMPONENT, ROLE },
                   making[] = { NUMERATOR, DENOMINATOR, FACTOR, FORMULA };
  NqpIndicator indicator = { .direction = 1, .role = NQP_ROLE_INDEX };
  NqpIndicator *was;
  gboolean placed, made;
  int known;
  NqpField code = nqp_sheet_get (sheet, CODE);
  NqpField direction = nqp_sheet_get (sheet, DIRECTION);

  if (code.length == 0)
    {
      nqp_sheet_problem (sheet, CODE, _ ("The indicator has no code; expected one in the column “code”."));
      return;
    }
  known = find_draft (self, &code);
  if (known == -2)
    {
      g_autofree char *found = nqp_problem_quote (code.text, code.length);

      nqp_sheet_problem (sheet, CODE, _ ("The indicator “%s” stands here a second time; expected it once."),
                         found);
      return;
    }
  indicator.code = nqp_field_dup (&code);
  if (g_str_equal (indicator.code, "index") || nqp_pillar_find (indicator.code) >= 0
      || g_str_equal (indicator.code, NQP_AREA_SERIES))
    nqp_sheet_problem (sheet, CODE, _ ("“%s” is a name the program uses itself; expected another code."),
                       indicator.code);
  was = known >= 0 ? &g_array_index (self->indicators, NqpIndicator, known) : NULL;
  placed = was == NULL || !is_silent (sheet, placing, G_N_ELEMENTS (placing));
  made = was == NULL || !is_silent (sheet, making, G_N_ELEMENTS (making));
  if (placed)
    read_place_in_tree (self, sheet, &indicator);
  else
    indicator.role = was->role;
  /* after the role: what is no part of the index may leave it open */
  if (direction.length == 0 && was != NULL && (was->direction != 0 || indicator.role != NQP_ROLE_INDEX))
    indicator.direction = was->direction;
  else if (direction.length == 0 && indicator.role != NQP_ROLE_INDEX)
    indicator.direction = 0;
  else if (!parse_direction (&direction, &indicator.direction))
    {
      g_autofree char *found = nqp_problem_quote (direction.text, direction.length);

      nqp_sheet_problem (
          sheet, DIRECTION,
          _ ("Found “%s” in the column “direction”; expected + (more is better) or - (less is better)."),
          found);
    }
  indicator.name = nqp_sheet_text (sheet, NAME_EN, NAME_ZH, NAME);
  indicator.unit = nqp_sheet_text (sheet, UNIT_EN, UNIT_ZH, UNIT);
  indicator.source = nqp_sheet_dup (sheet, SOURCE);
  indicator.note = nqp_sheet_dup (sheet, NOTE);
  if (made)
    read_formula (self, sheet, &indicator);
  read_goalposts (sheet, &indicator);
  if (was != NULL)
    take_row (was, &indicator, placed, made);
  else
    g_array_append_val (self->indicators, indicator);
}

void
nqp_import_indicators (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };
  NqpSheetColumn wanted[N_COLUMNS];
  int n_errors = self->problems.n_errors, n_rows = 0;

  memcpy (wanted, columns, sizeof wanted);
  wanted[DIRECTION].needed = self->known == NULL;

  self->indicators_listed = nqp_import_book (self, self->sources->indicators) == NULL;
  if (!nqp_sheet_open (&sheet, self->sources->indicators, indicator_sheets,
                       nqp_import_book (self, self->sources->indicators), wanted, N_COLUMNS, &self->problems))
    return;
  self->indicators_listed = TRUE;
  while (nqp_sheet_next (&sheet))
    {
      read_row (self, &sheet);
      n_rows++;
    }
  if (n_rows == 0 && self->problems.n_errors == n_errors)
    nqp_problems_add (&self->problems, FALSE, self->sources->indicators, 0, 0,
                      _ ("The file has no indicators; expected a line for each below the header."));
}

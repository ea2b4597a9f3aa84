/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <glib/gi18n.h>

enum
{
  CODE,
  NEIGHBOUR,
  KIND,
  N_NEIGHBOUR_COLUMNS,
};

/* What a sheet of a workbook may be called. */
static const char *const neighbour_sheets[] = { "neighbours", "neighbors", "邻接", NULL };

/* What a sheet of a workbook may be called. */
static const char *const flag_sheets[] = { "flags", NULL };

static const NqpSheetColumn neighbour_columns[N_NEIGHBOUR_COLUMNS] = {
  [CODE] = { TRUE, "code", { NQP_HEAD_CODE, NQP_HEAD_REGION_CODE, NQP_HEAD_REGION } },
  [NEIGHBOUR] = { TRUE, "neighbour", { NQP_HEAD_NEIGHBOUR } },
  [KIND] = { FALSE, "kind", { NQP_HEAD_KIND } },
};

enum
{
  REGION,
  YEAR,
  SERIES,
  FLAG,
  NOTE,
  N_FLAG_COLUMNS,
};

static const NqpSheetColumn flag_columns[N_FLAG_COLUMNS] = {
  [REGION] = { TRUE, "region", { NQP_HEAD_REGION, NQP_HEAD_REGION_CODE, NQP_HEAD_CODE } },
  [YEAR] = { TRUE, "year", { NQP_HEAD_YEAR } },
  [SERIES] = { TRUE, "series", { NQP_HEAD_INDICATOR, NQP_HEAD_INDICATOR_CODE } },
  [FLAG] = { TRUE, "flag", { NQP_HEAD_FLAG } },
  [NOTE] = { FALSE, "note", { NQP_HEAD_NOTE } },
};

static int
read_region (NqpImporter *self, NqpSheet *sheet, int column)
{
  NqpField field = nqp_sheet_get (sheet, column);
  int found = nqp_import_find (self, field.text, field.length);

  if (found == -1)
    {
      g_autofree char *text = nqp_problem_quote (field.text, field.length);

      nqp_sheet_problem (
          sheet, column,
          _ ("Found the unknown region “%s”; expected a code or name of the regions or the data."), text);
      if (self->known != NULL)
        {
          g_autofree char *name = g_strndup (field.text, field.length);
          const NqpNameMatch match = nqp_names_match (nqp_import_listed_names (self), name, TRUE);

          nqp_import_ask_alike (self, name, sheet->rows->number, &match);
        }
    }
  return found;
}

void
nqp_import_neighbours (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!nqp_sheet_open (&sheet, self->sources->neighbours, neighbour_sheets,
                       nqp_import_book (self, self->sources->neighbours), neighbour_columns,
                       N_NEIGHBOUR_COLUMNS, &self->problems))
    return;
  while (nqp_sheet_next (&sheet))
    {
      NqpNeighbour pair;
      gint64 key;
      int known;

      pair.a = read_region (self, &sheet, CODE);
      pair.b = read_region (self, &sheet, NEIGHBOUR);
      if (pair.a < 0 || pair.b < 0)
        continue;
      if (pair.a == pair.b)
        {
          nqp_sheet_problem (&sheet, NEIGHBOUR,
                             _ ("“%s” is named as its own neighbour; expected another region."),
                             nqp_codes_get (&self->region_codes, pair.a));
          continue;
        }
      key = ((gint64)MIN (pair.a, pair.b) << 32) | MAX (pair.a, pair.b);
      known = GPOINTER_TO_INT (g_hash_table_lookup (pairs, &key));
      pair.kind = nqp_sheet_dup (&sheet, KIND);
      if (pair.kind == NULL)
        pair.kind = g_strdup ("land");
      if (known == 0)
        {
          g_array_append_val (self->neighbours, pair);
          g_hash_table_insert (pairs, g_memdup2 (&key, sizeof key),
                               GINT_TO_POINTER ((int)self->neighbours->len));
          continue;
        }
      /* many lists name each pair from both sides: that is no mistake */
      {
        const NqpNeighbour *first = &g_array_index (self->neighbours, NqpNeighbour, known - 1);

        if (first->a != pair.b || g_strcmp0 (first->kind, pair.kind) != 0)
          nqp_sheet_problem (
              &sheet, -1, _ ("The neighbours “%s” and “%s” are listed a second time; expected them once."),
              nqp_codes_get (&self->region_codes, pair.a), nqp_codes_get (&self->region_codes, pair.b));
      }
      g_free (pair.kind);
    }
}

static gint64
flag_key (const NqpFlag *flag)
{
  return (((gint64)flag->place * (NQP_LAST_YEAR + 1)) + flag->year) * G_GINT64_CONSTANT (4000000)
         + flag->series;
}

static void
read_flag (NqpImporter *self, NqpSheet *sheet, GHashTable *seen)
{
  NqpField year = nqp_sheet_get (sheet, YEAR);
  NqpField series = nqp_sheet_get (sheet, SERIES);
  NqpField kind = nqp_sheet_get (sheet, FLAG);
  NqpFlagDraft draft = { .line = sheet->rows->number };
  NqpFlag *flag = &draft.flag;
  gboolean good = TRUE;
  gint64 key;

  flag->place = read_region (self, sheet, REGION);
  if (!nqp_year_read (year.text, year.length, &flag->year))
    {
      g_autofree char *text = nqp_problem_quote (year.text, year.length);

      nqp_sheet_problem (sheet, YEAR, _ ("Found “%s” in the column “%s”; expected a year such as 2020."),
                         text, flag_columns[YEAR].name);
      good = FALSE;
    }
  flag->series = nqp_codes_find (&self->series_codes, series.text, series.length);
  if (flag->series < 0)
    {
      g_autofree char *text = nqp_problem_quote (series.text, series.length);

      nqp_sheet_problem (sheet, SERIES, _ ("Found the unknown series “%s”; expected one of the data file."),
                         text);
      good = FALSE;
    }
  if (nqp_field_equals (&kind, "accepted"))
    flag->accepted = TRUE;
  else if (nqp_field_equals (&kind, "edited"))
    draft.edited = TRUE;
  else if (!nqp_field_equals (&kind, "suspect"))
    {
      g_autofree char *text = nqp_problem_quote (kind.text, kind.length);

      nqp_sheet_problem (sheet, FLAG, _ ("Found the flag “%s”; expected suspect, accepted or edited."), text);
      good = FALSE;
    }
  if (!good || flag->place < 0)
    return;
  key = flag_key (flag);
  if (!draft.edited && !g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
    {
      nqp_sheet_problem (
          sheet, -1,
          _ ("The value is flagged a second time; expected one flag for a region, year and series."));
      return;
    }
  flag->note = nqp_sheet_dup (sheet, NOTE);
  g_array_append_val (self->flags, draft);
}

void
nqp_import_flags (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!nqp_sheet_open (&sheet, self->sources->flags, flag_sheets,
                       nqp_import_book (self, self->sources->flags), flag_columns, N_FLAG_COLUMNS,
                       &self->problems))
    return;
  while (nqp_sheet_next (&sheet))
    read_flag (self, &sheet, seen);
}

enum
{
  FINDING,
  VALUE,
  ACCEPTED_NOTE,
  N_CHECK_COLUMNS,
};

/* What a sheet of a workbook may be called. */
static const char *const check_sheets[] = { "checks", NULL };

static const NqpSheetColumn check_columns[N_CHECK_COLUMNS] = {
  [FINDING] = { TRUE, "finding", { NQP_HEAD_FINDING } },
  [VALUE] = { FALSE, "value", { NQP_HEAD_VALUE } },
  [ACCEPTED_NOTE] = { FALSE, "note", { NQP_HEAD_NOTE } },
};

/* What a finding is of may be gone from the data: then it is not asked, and what was accepted of it does no harm. */
void
nqp_import_checks (NqpImporter *self)
{
  g_auto (NqpSheet) sheet = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NqpDecimal decimal = { 0 };

  if (!nqp_sheet_open (&sheet, self->sources->checks, check_sheets,
                       nqp_import_book (self, self->sources->checks), check_columns, N_CHECK_COLUMNS,
                       &self->problems))
    return;
  while (nqp_sheet_next (&sheet))
    {
      g_autofree char *finding = nqp_sheet_word (&sheet, FINDING);
      const double value = nqp_sheet_number (&sheet, VALUE, &decimal);
      NqpAccepted accepted;

      if (*finding == '\0')
        nqp_sheet_problem (&sheet, FINDING,
                           _ ("The row names no finding; expected one as “nqp check” has them."));
      else if (!g_hash_table_add (seen, g_strdup (finding)))
        nqp_sheet_problem (&sheet, FINDING, _ ("“%s” stands here a second time; expected it once."), finding);
      else
        {
          accepted
              = (NqpAccepted){ g_steal_pointer (&finding), value, nqp_sheet_dup (&sheet, ACCEPTED_NOTE) };
          g_array_append_val (self->accepted, accepted);
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-out-xlsx-private.h"

#include <string.h>

const char *const nqp_book_names[N_SHEETS] = {
  [SHEET_DATA] = "Data",         [SHEET_TREATED] = "Treated",       [SHEET_INDICATORS] = "Indicators",
  [SHEET_REGIONS] = "Regions",   [SHEET_WEIGHTS] = "Weights",       [SHEET_SCORES] = "Scores",
  [SHEET_COVERAGE] = "Coverage", [SHEET_NORMALISED] = "Normalised", [SHEET_SHARES] = "Shares",
  [SHEET_METHOD] = "Method",     [SHEET_SOURCES] = "Sources",
};

/* Parts of a node that stand side by side: all leaves, or none. */
typedef struct
{
  gboolean leaves;
  int first, last; /* places */
} Run;

char *
nqp_book_cell (Sheet sheet, int column, int row)
{
  char address[NQP_XLSX_ADDRESS_SIZE];

  return g_strdup_printf ("%s!%s", nqp_book_names[sheet], nqp_xlsx_address (column, row, TRUE, address));
}

/* "Shares!$C$3:$F$3", "Normalised!C7:F7" */
static char *
range (Sheet sheet, int first, int last, int first_row, int last_row, gboolean fixed)
{
  char from[NQP_XLSX_ADDRESS_SIZE], to[NQP_XLSX_ADDRESS_SIZE];

  return g_strdup_printf ("%s!%s:%s", nqp_book_names[sheet], nqp_xlsx_address (first, first_row, fixed, from),
                          nqp_xlsx_address (last, last_row, fixed, to));
}

/* ---- normalising ----------------------------------------------------------------------------------------------- */

static Sheet
counted_sheet (const Book *self)
{
  return self->treated ? SHEET_TREATED : SHEET_DATA;
}

static char *
fill_in (const char *pattern, const char *const *names, char *const *texts)
{
  GString *formula = g_string_new (pattern);

  for (int i = 0; names[i] != NULL; i++)
    g_string_replace (formula, names[i], texts[i], 0);
  return g_string_free (formula, FALSE);
}

char *
nqp_book_measure (const Book *self, int indicator, int which)
{
  static const char *const names[] = { "{all}", "{s}", "{lower}", "{upper}", NULL };
  const int column = FIRST_COLUMN + indicator;
  g_autofree char *all = range (counted_sheet (self), column, column, 1, MAX (self->n_rows, 1), TRUE);
  char cells[3][NQP_XLSX_ADDRESS_SIZE];

  nqp_xlsx_address (INDICATOR_DIRECTION, indicator + 1, FALSE, cells[0]);
  nqp_xlsx_address (INDICATOR_LOWER, indicator + 1, FALSE, cells[1]);
  nqp_xlsx_address (INDICATOR_LOWER + 1, indicator + 1, FALSE, cells[2]);
  return fill_in (self->cells->measures[which], names, (char *[]){ all, cells[0], cells[1], cells[2] });
}

char *
nqp_book_normalised (const Book *self, int leaf, int row)
{
  static const char *const names[] = { "{x}", "{a}", "{b}", NULL };
  const int j = self->tree->nodes[leaf].indicator;
  char cell[NQP_XLSX_ADDRESS_SIZE];
  g_autofree char *x = g_strdup_printf ("%s!%s", nqp_book_names[counted_sheet (self)],
                                        nqp_xlsx_address (FIRST_COLUMN + j, row, FALSE, cell));
  g_autofree char *a = nqp_book_cell (SHEET_INDICATORS, INDICATOR_A, j + 1);
  g_autofree char *b = nqp_book_cell (SHEET_INDICATORS, INDICATOR_A + 1, j + 1);
  g_autofree char *z
      = fill_in (self->panel->indicators[j].direction >= 0 ? self->cells->more : self->cells->less, names,
                 (char *[]){ x, a, b });

  return g_strdup_printf ("IF(ISNUMBER(%s),%s,\"\")", x, z);
}

/* ---- putting together ------------------------------------------------------------------------------------------ */

/* The parts of @node that are on, as few runs as they make. (element-type Run) (transfer full) */
static GArray *
runs_of (const Book *self, int node)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (int c = self->tree->nodes[node].first_child; c >= 0; c = self->tree->nodes[c].next_sibling)
    {
      const Run run = { self->tree->nodes[c].indicator >= 0, self->place[c], self->place[c] };
      Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;

      if (run.first < 0)
        continue;
      if (last != NULL && last->leaves == run.leaves && last->last + 1 == run.first)
        last->last = run.first;
      else
        g_array_append_val (runs, run);
    }
  return runs;
}

static char *
shares_of (const Run *run, gboolean weights)
{
  const int row = run->leaves ? (weights ? LEAF_WEIGHT_ROW : LEAF_SHARE_ROW)
                              : (weights ? PARENT_WEIGHT_ROW : PARENT_SHARE_ROW);

  return range (SHEET_SHARES, FIRST_COLUMN + run->first, FIRST_COLUMN + run->last, row, row, TRUE);
}

/* What a run adds to a sum over the parts, of their scores, of the weight of those that have one, of what they cover. */
typedef enum
{
  SUM_SCORES,
  SUM_PRESENT,
  SUM_COVERED,
} SumOf;

static void
add_run (const Run *run, SumOf what, int row, GString *sum)
{
  g_autofree char *shares = shares_of (run, FALSE);
  g_autofree char *scores
      = run->leaves
            ? range (SHEET_NORMALISED, FIRST_COLUMN + run->first, FIRST_COLUMN + run->last, row, row, FALSE)
            : range (SHEET_SCORES, FIRST_SCORE + run->first, FIRST_SCORE + run->last, row, row, FALSE);
  g_autofree char *covered
      = range (SHEET_COVERAGE, FIRST_COLUMN + run->first, FIRST_COLUMN + run->last, row, row, FALSE);

  if (sum->len > 0)
    g_string_append_c (sum, '+');
  if (what == SUM_SCORES)
    g_string_append_printf (sum, "SUMPRODUCT(%s,%s)", shares, scores);
  else if (what == SUM_PRESENT || run->leaves)
    g_string_append_printf (sum, "SUMPRODUCT(%s,ISNUMBER(%s)*1)", shares, scores);
  else
    g_string_append_printf (sum, "SUMPRODUCT(%s,%s)", shares, covered);
}

static char *
sum_of (const Book *self, int node, SumOf what, int row)
{
  g_autoptr (GArray) runs = runs_of (self, node);
  GString *sum = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    add_run (&g_array_index (runs, Run, i), what, row, sum);
  if (runs->len == 0)
    g_string_append_c (sum, '0');
  return g_string_free (sum, FALSE);
}

/* The weight of @node as a share of those of its siblings: what is typed in need not sum to 1. */
char *
nqp_book_share (const Book *self, int node)
{
  const gboolean leaf = self->tree->nodes[node].indicator >= 0;
  const int row = leaf ? LEAF_WEIGHT_ROW : PARENT_WEIGHT_ROW;
  g_autofree char *weight = nqp_book_cell (SHEET_SHARES, FIRST_COLUMN + self->place[node], row);
  g_autoptr (GString) sum = g_string_new (NULL);
  g_autoptr (GArray) runs = NULL;

  if (node == 0)
    return g_strdup (weight);
  runs = runs_of (self, self->tree->nodes[node].parent);
  for (guint i = 0; i < runs->len; i++)
    {
      g_autofree char *part = shares_of (&g_array_index (runs, Run, i), TRUE);

      g_string_append_printf (sum, i > 0 ? ",%s" : "%s", part);
    }
  return g_strdup_printf ("IF(SUM(%s)>0,%s/SUM(%s),0)", sum->str, weight, sum->str);
}

char *
nqp_book_coverage (const Book *self, int node, int row)
{
  g_autofree char *covered = sum_of (self, node, SUM_COVERED, row);

  return g_strdup_printf ("MIN(1,%s)", covered);
}

/* The mean of the parts that have a score, if they are enough: as nqp_aggregate() makes it. */
char *
nqp_book_score (const Book *self, int node, int row)
{
  g_autofree char *present = sum_of (self, node, SUM_PRESENT, row);
  g_autofree char *scores = sum_of (self, node, SUM_SCORES, row);
  g_autofree char *least = nqp_book_cell (SHEET_METHOD, 1, METHOD_COVERAGE_ROW);
  char cell[NQP_XLSX_ADDRESS_SIZE];

  nqp_xlsx_address (FIRST_COLUMN + self->place[node], row, FALSE, cell);
  return g_strdup_printf ("IF(AND(%s>0,%s!%s>=%s-1E-12),(%s)/(%s),\"\")", present,
                          nqp_book_names[SHEET_COVERAGE], cell, least, scores, present);
}

/* Among the regions of the year, which stand one below the other; scores within 1e-12 share a rank. */
char *
nqp_book_rank (const Book *self, int year, int row)
{
  const int n = self->scores->n_regions;
  char own[NQP_XLSX_ADDRESS_SIZE], from[NQP_XLSX_ADDRESS_SIZE], to[NQP_XLSX_ADDRESS_SIZE];

  nqp_xlsx_address (FIRST_SCORE, row, FALSE, own);
  nqp_xlsx_address (FIRST_SCORE, 1 + year * n, TRUE, from);
  nqp_xlsx_address (FIRST_SCORE, (year + 1) * n, TRUE, to);
  return g_strdup_printf ("IF(ISNUMBER(%s),SUMPRODUCT(ISNUMBER(%s:%s)*(%s:%s>%s+1E-12))+1,\"\")", own, from,
                          to, from, to, own);
}

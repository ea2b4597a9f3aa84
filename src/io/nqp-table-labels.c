/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <string.h>

gboolean
nqp_sample_is_identity (const NqpSampleCell *cell)
{
  NqpHeadWord word;

  for (int at = 0; (word = nqp_header_word (cell->text, strlen (cell->text), at)).head != NQP_HEAD_NONE; at++)
    if (word.head == NQP_HEAD_REGION || word.head == NQP_HEAD_REGION_CODE || word.head == NQP_HEAD_YEAR)
      return TRUE;
  return FALSE;
}

/* Where the columns of values begin: behind those that identify the rows; 0: none of these stands in front. */
static int
find_first_value (const NqpSampleRow *lowest)
{
  int c = 0, n_identities = 0;

  for (; c < lowest->n_cells; c++)
    {
      const NqpSampleCell *cell = &lowest->cells[c];
      const gboolean identity = nqp_sample_is_identity (cell);

      if (cell->kind != NQP_SAMPLE_EMPTY && !identity)
        break;
      n_identities += identity;
    }
  return n_identities > 0 && c < lowest->n_cells ? c : 0;
}

static NqpRowKind
kind_of_label (const char *label, gboolean any_numbers)
{
  NqpHeadWord word;

  for (int at = 0; (word = nqp_header_word (label, strlen (label), at)).head != NQP_HEAD_NONE; at++)
    switch (word.head)
      {
      case NQP_HEAD_REGION:
      case NQP_HEAD_REGION_CODE:
      case NQP_HEAD_YEAR:
        return NQP_ROW_PLAIN;
      case NQP_HEAD_INDICATOR_CODE:
        return NQP_ROW_CODES;
      case NQP_HEAD_INDICATOR:
        return NQP_ROW_NAMES;
      case NQP_HEAD_UNIT:
        return NQP_ROW_UNITS;
      case NQP_HEAD_DIRECTION:
      case NQP_HEAD_WEIGHT:
        return NQP_ROW_OTHER;
      default:
        break;
      }
  return any_numbers ? NQP_ROW_OTHER : NQP_ROW_PLAIN;
}

/**
 * nqp_sample_row_kind:
 * @lowest: the row of the header that names the columns which identify the rows
 *
 * Tables of indices say of each indicator in rows above the header what it is, with a label in front: its code, its name, its unit,
 * its direction and weight.
 *
 * Returns: what the row says of the columns of values
 */
NqpRowKind
nqp_sample_row_kind (const NqpSampleRow *row, const NqpSampleRow *lowest)
{
  const int first = find_first_value (lowest);
  const char *label = NULL;
  int n_said = 0, n_values = 0;
  gboolean any_numbers = FALSE;

  if (row == lowest || first == 0)
    return NQP_ROW_PLAIN;
  for (int c = 0; c < MIN (row->n_cells, first); c++)
    {
      const NqpSampleCell *cell = &row->cells[c];

      if (cell->kind == NQP_SAMPLE_EMPTY)
        continue;
      if (label != NULL || cell->covered || cell->kind != NQP_SAMPLE_TEXT)
        return NQP_ROW_PLAIN;
      label = cell->text;
    }
  for (int c = first; c < MAX (row->n_cells, lowest->n_cells); c++)
    {
      const NqpSampleCell *cell = nqp_sample_cell (row, c);

      n_values += nqp_sample_cell (lowest, c)->kind != NQP_SAMPLE_EMPTY;
      n_said += cell->kind != NQP_SAMPLE_EMPTY && !cell->covered;
      any_numbers = any_numbers || cell->kind == NQP_SAMPLE_NUMBER || cell->kind == NQP_SAMPLE_MISSING;
    }
  return label != NULL && n_said > 0 && 2 * n_said >= n_values ? kind_of_label (label, any_numbers)
                                                               : NQP_ROW_PLAIN;
}

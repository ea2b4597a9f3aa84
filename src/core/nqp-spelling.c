/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-spelling.h"

/**
 * nqp_spelling_distance:
 *
 * The optimal string alignment distance: how many letters have to be put in, left out, exchanged for another or, two that
 * stand side by side, swapped.
 *
 * Returns: 0 for the same text
 */
int
nqp_spelling_distance (const char *a, const char *b)
{
  glong n = 0, m = 0;
  g_autofree gunichar *left = g_utf8_to_ucs4_fast (a, -1, &n);
  g_autofree gunichar *right = g_utf8_to_ucs4_fast (b, -1, &m);
  g_autofree int *rows = g_new (int, 3 * (m + 1));
  int *before = rows, *above = rows + m + 1, *row = rows + 2 * (m + 1);

  for (int j = 0; j <= m; j++)
    above[j] = j;
  for (int i = 1; i <= n; i++)
    {
      int *oldest = before;

      row[0] = i;
      for (int j = 1; j <= m; j++)
        {
          int cost = left[i - 1] == right[j - 1] ? 0 : 1;

          row[j] = MIN (MIN (above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
          if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = above;
      above = row;
      row = oldest;
    }
  return above[m];
}

gboolean
nqp_is_chinese (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0x2e80)
      return TRUE;
  return FALSE;
}

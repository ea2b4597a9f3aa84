/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows.h"

#include <glib/gi18n.h>

#include "nqp-chart-parts.h"
#include "nqp-number.h"

double
nqp_rows_note_height (const NqpStyle *style)
{
  return style->tick * 1.6;
}

int
nqp_rows_fit (NqpScene *scene, int n_rows, double height, double *out_size, double *out_height)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const double sizes[] = { style->label, style->tick, style->footer };
  NqpFont font;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      *out_size = sizes[i];
      font = nqp_scene_font (scene, sizes[i], style->text);
      nqp_scene_measure (scene, "Ág", &font, NULL, out_height);
      if (height / *out_height >= n_rows)
        return n_rows;
    }
  *out_size = style->tick;
  font = nqp_scene_font (scene, style->tick, style->text);
  nqp_scene_measure (scene, "Ág", &font, NULL, out_height);
  *out_height *= 1.1;
  return MAX (1, (int)((height - nqp_rows_note_height (style)) / *out_height));
}

int
nqp_rows_choose (const NqpView *view, const int *order, int n_rows, int n_fit, int *rows, int *out_first)
{
  int focus = -1, first = 0;
  int n = MIN (n_fit, n_rows);

  for (int i = 0; i < n_rows; i++)
    if (order[i] == view->focus)
      focus = i;
  if (view->scroll >= 0)
    first = view->scroll;
  else if (focus >= n)
    first = focus - n / 2;
  first = CLAMP (first, 0, n_rows - n);
  for (int i = 0; i < n; i++)
    rows[i] = first + i;
  if (n > 1 && focus >= 0 && focus < first)
    rows[0] = focus;
  else if (n > 1 && focus >= first + n)
    rows[n - 1] = focus;
  *out_first = first;
  return n;
}

void
nqp_rows_note (NqpScene *scene, NqpBox box, int first, int n, int n_rows)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont dim = nqp_scene_font (scene, style->tick, style->dim);
  char total[NQP_NUMBER_SIZE];
  /* TRANSLATORS: which rows of the ranking are in sight */
  g_autofree char *text = g_strdup_printf (_ ("rows %d–%d of %s"), first + 1, first + n,
                                           nqp_number_to_screen (n_rows, 0, total));

  dim.valign = NQP_ALIGN_START;
  nqp_scene_text (scene, box.x, box.y, text, &dim, NQP_DATUM_NONE);
}

void
nqp_rows_gap (NqpScene *scene, NqpBox box, double y)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 3);

  nqp_scene_line (scene, box.x, y, box.x + box.w, y, &line, NQP_DATUM_NONE);
}

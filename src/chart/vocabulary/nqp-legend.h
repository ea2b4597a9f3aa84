/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-box.h"
#include "nqp-scene.h"

G_BEGIN_DECLS

/* How the picture draws what an item explains: the legend draws it the same way. */
typedef enum
{
  NQP_SAMPLE_NONE,    /* words that begin with the sign itself */
  NQP_SAMPLE_BLANK,   /* the same, in line with the words of others */
  NQP_SAMPLE_SWATCH,
  NQP_SAMPLE_MARK,    /* see nqp_legend_add_mark() */
  NQP_SAMPLE_LINE,
  NQP_SAMPLE_TICK,    /* an upright line */
  NQP_SAMPLE_WHISKER, /* a line with ends */
  NQP_SAMPLE_LOCK,
} NqpSample;

/**
 * NqpLegend:
 *
 * Samples and what they stand for, side by side in as many lines as the width asks for.
 */
typedef struct _NqpLegend NqpLegend;

NqpLegend *nqp_legend_new (void);
void nqp_legend_free (NqpLegend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpLegend, nqp_legend_free)

void nqp_legend_add (NqpLegend *self, const char *text, NqpSample sample, NqpPaint paint);
void nqp_legend_add_mark (NqpLegend *self, const char *text, NqpMarkShape shape, NqpPaint paint);
void nqp_legend_bind (NqpLegend *self, NqpDatum datum); /* what the item added last answers to the pointer */
/* At most so many lines: what does not fit is counted ("and 3 more"), and no text is cut. */
void nqp_legend_set_most_lines (NqpLegend *self, int most);

/* Does an item of @text have its whole text within @width? */
gboolean nqp_legend_fits (const NqpScene *scene, const char *text, double width);
double nqp_legend_height (const NqpLegend *self, const NqpScene *scene, double width); /* 0 without items */
double nqp_legend_draw (const NqpLegend *self, NqpScene *scene, NqpBox box);           /* the same, drawn at the top of @box */
void nqp_legend_cut (const NqpLegend *self, NqpScene *scene, NqpBox *box); /* drawn at the top, with space below; the rest is left */

G_END_DECLS

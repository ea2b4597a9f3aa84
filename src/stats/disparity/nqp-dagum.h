/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpDagum:
 *
 * A Gini coefficient and its parts (Dagum 1997). Zero it, nqp_dagum_init(), nqp_dagum_clear().
 */
typedef struct
{
  int n_groups;
  int *count;            /* [group]: members; an empty group takes part in nothing */
  double total;          /* G; within + between + transvariation */
  double within;         /* Gw */
  double between;        /* Gnb, net between groups */
  double transvariation; /* Gt: what overlapping groups have in common */
  double *gini;          /* [g * n_groups + h]: G_gh, on the diagonal G_gg; NaN with an empty group or two of mean 0 */
  double *distance;      /* [g * n_groups + h]: D_gh, the relative economic affluence; 0 on the diagonal */
} NqpDagum;

void nqp_dagum_init (NqpDagum *self, const double *y, const int *group, int n, int n_groups);
void nqp_dagum_clear (NqpDagum *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpDagum, nqp_dagum_clear)

G_END_DECLS

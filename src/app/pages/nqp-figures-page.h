/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-page.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;     /* "bump": kept with the project */
  const char *title;    /* N_() msgid: "Over the Years" */
  const char *chart_id;
  const char *table;    /* N_() msgid: what assistive tools call its table */
} NqpPageFigure;

/**
 * NqpFiguresPage:
 *
 * A page of one chart after another, each beside its table. Another chart on it is a line of the list in its class.
 */
#define NQP_TYPE_FIGURES_PAGE (nqp_figures_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NqpFiguresPage, nqp_figures_page, NQP, FIGURES_PAGE, NqpPage)

struct _NqpFiguresPageClass
{
  NqpPageClass parent_class;

  const char *name;             /* "ranking": what it keeps begins with it */
  const NqpPageFigure *figures; /* [n_figures] */
  int n_figures;
  int room; /* px from which picture and table stand side by side */
};

/* A line of help above the picture, while there is something to be done first; NULL = none. */
void
nqp_figures_page_set_hint (NqpFiguresPage *self, const char *text);

G_END_DECLS

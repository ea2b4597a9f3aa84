/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a piece holds on to the one that follows. */
typedef enum
{
  NQP_KEEP_NONE,
  NQP_KEEP_GROUP,  /* on one page where the whole group fits on one */
  NQP_KEEP_ALWAYS, /* a heading and the first lines below it, the last two lines of a paragraph */
} NqpKeep;

/* What is never parted: a line of text, a picture, a line to write on. In px. */
typedef struct
{
  double before;     /* room above it, none at the top of a page */
  double height;
  NqpKeep keep;      /* with the next piece that is not spare */
  gboolean new_page; /* it begins one */
  gboolean spare;    /* only there to fill what the page has left */
  int page;          /* out: 0 = first; -1 = a spare one that is not needed */
  double y;          /* out: its top below that of the page's body, without @before */
} NqpPiece;

/**
 * nqp_pieces_break:
 * @height: of the body of a page; a piece that is higher stands alone on its page and runs over
 *
 * Puts pieces on pages in order. Ties of %NQP_KEEP_ALWAYS hold wherever the pieces they tie fit on one page together.
 *
 * Returns: the number of pages, at least 1
 */
int nqp_pieces_break (NqpPiece *pieces, int n, double height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-report-pages.h"

#define ROUNDING 1e-6

typedef struct
{
  NqpPiece *pieces;
  double height;
  int page;
  double y; /* of the next piece; 0 = nothing on this page yet */
} Breaker;

/* Height of [from, to), its first piece with or without the room above it. */
static double
extent (const Breaker *self, int from, int to, gboolean at_top)
{
  double sum = 0;

  for (int i = from; i < to; i++)
    if (!self->pieces[i].spare)
      {
        sum += self->pieces[i].height + (at_top ? 0 : self->pieces[i].before);
        at_top = FALSE;
      }
  return sum;
}

static void
turn (Breaker *self)
{
  if (self->y > 0)
    {
      self->page++;
      self->y = 0;
    }
}

static void
put (Breaker *self, int from, int to)
{
  for (int i = from; i < to; i++)
    {
      NqpPiece *piece = &self->pieces[i];

      piece->page = -1;
      if (piece->spare)
        continue;
      piece->page = self->page;
      piece->y = self->y + (self->y > 0 ? piece->before : 0);
      self->y = piece->y + piece->height;
    }
}

/* The end of what is tied to @first at @keep or tighter; spare pieces belong to what is above them. */
static int
chain_end (const Breaker *self, int first, int to, int keep)
{
  int tie = (int)self->pieces[first].keep, last = first + 1;

  for (; last < to && (self->pieces[last].spare || tie >= keep); last++)
    if (!self->pieces[last].spare)
      tie = (int)self->pieces[last].keep;
  return last;
}

/* Whatever is tied at @keep or tighter goes on one page; what does not fit on any is tried again with tighter ties, in the
 * end piece by piece. */
static void
place (Breaker *self, int from, int to, int keep)
{
  gboolean alone = keep > NQP_KEEP_ALWAYS;

  for (int first = from, last; first < to; first = last)
    {
      last = chain_end (self, first, to, keep);
      if (self->y + extent (self, first, last, self->y <= 0) > self->height + ROUNDING
          && (alone || extent (self, first, last, TRUE) <= self->height + ROUNDING))
        turn (self);
      if (alone || self->y + extent (self, first, last, self->y <= 0) <= self->height + ROUNDING)
        put (self, first, last);
      else
        place (self, first, last, keep + 1);
    }
}

/* Spare pieces take what their page has left; what stands below them moves down. */
static void
fill (NqpPiece *pieces, int n, double height)
{
  for (int first = 0, last; first < n; first = last)
    {
      const NqpPiece *above = &pieces[first];
      double end = 0, moved = 0;

      for (last = first; last < n && (pieces[last].spare || pieces[last].page == pieces[first].page); last++)
        if (!pieces[last].spare)
          end = pieces[last].y + pieces[last].height;
      for (int i = first + 1; i < last; i++)
        {
          NqpPiece *piece = &pieces[i];

          if (piece->spare)
            {
              double more = piece->before + piece->height;

              if (end + more > height + ROUNDING)
                continue;
              piece->page = pieces[first].page;
              piece->y = above->y + above->height + piece->before;
              end += more;
              moved += more;
            }
          else
            piece->y += moved;
          above = piece;
        }
    }
}

int
nqp_pieces_break (NqpPiece *pieces, int n, double height)
{
  Breaker self = { pieces, height, 0, 0 };

  for (int first = 0, last; first < n; first = last)
    {
      for (last = first + 1; last < n && !pieces[last].new_page; last++)
        ;
      turn (&self);
      place (&self, first, last, NQP_KEEP_GROUP);
    }
  fill (pieces, n, height);
  return self.page + 1;
}

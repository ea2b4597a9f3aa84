/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

/* What came of a drag: computed from what is shown, so that undo and every other edit end it. */

void
nqp_session_note_outcome (NqpSession *self, NqpScores *before)
{
  g_clear_pointer (&self->outcome_before, nqp_scores_unref);
  g_clear_pointer (&self->outcome_after, nqp_scores_unref);
  if (before == NULL)
    return;
  nqp_session_ensure_scores (self);
  self->outcome_before = before;
  self->outcome_after = nqp_scores_ref (self->scores);
}

int
nqp_session_get_rank_shift (NqpSession *self)
{
  const NqpScores *from;
  int before, now;

  nqp_session_ensure_scores (self);
  from = self->dragging                        ? self->drag_scores
         : self->scores == self->outcome_after ? self->outcome_before
                                               : NULL;
  if (from == NULL || self->focus < 0)
    return 0;
  before = nqp_scores_rank (from, self->measure, self->year, self->focus);
  now = nqp_scores_rank (self->scores, self->measure, self->year, self->focus);
  return before > 0 && now > 0 ? before - now : 0;
}

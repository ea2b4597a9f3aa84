/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpLessonPane:
 *
 * One step of a lesson: words, a live picture of the data, a weight to try, a question and its discussion. The step it shows
 * is kept with the project. Showing a step lights what it speaks of in the diagram and looks at the data it names.
 *
 * Signal: "closed"
 */
#define NQP_TYPE_LESSON_PANE (nqp_lesson_pane_get_type ())
G_DECLARE_FINAL_TYPE (NqpLessonPane, nqp_lesson_pane, NQP, LESSON_PANE, AdwBin)

void
nqp_lesson_pane_changed (NqpLessonPane *self, NqpSession *session, guint flags); /* NqpChange */
/* Opens the lesson where it was left, or lets go of what it lights. */
void
nqp_lesson_pane_set_active (NqpLessonPane *self, gboolean active);
void
nqp_lesson_pane_go (NqpLessonPane *self, int by); /* steps forward and back; stays at the ends */

G_END_DECLS

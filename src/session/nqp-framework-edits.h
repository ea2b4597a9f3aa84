/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/* What a teacher does to the concept model; each is one undoable action. @id: of an entry. What goes wrong is said by the
 * session's message. */

/* NULL for a text that is to stay as it is. */
typedef struct
{
  const NqpText *name;
  const NqpText *text;
  const NqpText *before; /* of a contrast */
  const NqpText *note;
} NqpEntryTexts;

gboolean
nqp_framework_edit_texts (NqpSession *session, const char *id, const NqpEntryTexts *texts);
/* A concept below @parent, or a measure when that is a path; NULL = a concept at the top. It becomes the chosen entry. */
gboolean
nqp_framework_edit_add (NqpSession *session, const char *parent, const NqpText *name, const NqpText *text);
gboolean
nqp_framework_edit_remove (NqpSession *session, const char *id);
gboolean
nqp_framework_edit_link (NqpSession *session, const char *indicator, const char *to);
gboolean
nqp_framework_edit_add_links (NqpSession *session, GPtrArray *pairs);
gboolean
nqp_framework_edit_unlink (NqpSession *session, const char *indicator, const char *to);
/* Whether a link names this pair, so that it can be taken away. */
gboolean
nqp_framework_has_link (const NqpFramework *framework, const char *indicator, const char *to);
gboolean
nqp_framework_edit_replace (NqpSession *session, NqpFramework *framework, const char *label);

/* Lessons; @step: position among the framework's steps. */
typedef struct
{
  NqpText lesson_name;
  NqpText name, text, question, discussion;
  char *highlight, *view;
} NqpStepTexts;

void
nqp_step_texts_clear (NqpStepTexts *texts);
/* Behind @after in its lesson, or, with -1, as the first step of a new lesson. Returns its position, -1 on failure. */
int
nqp_framework_edit_add_step (NqpSession *session, int after, const NqpStepTexts *texts);
gboolean
nqp_framework_edit_step (NqpSession *session, int step, const NqpStepTexts *texts);
gboolean
nqp_framework_edit_remove_step (NqpSession *session, int step);
/* Changes places with the step before (-1) or behind (1) it in its lesson. */
gboolean
nqp_framework_edit_move_step (NqpSession *session, int step, int by);

G_END_DECLS

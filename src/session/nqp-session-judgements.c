/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

/* What was said about how much one part matters against another. */

/* Do the weights in force follow from judgements? */
gboolean
nqp_session_uses_judgements (NqpSession *self)
{
  return self->project != NULL && (nqp_method_uses (&self->method) & NQP_USES_JUDGEMENTS) != 0;
}

static gboolean
edit_judgement (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_set_judgement (document, what->a, what->b, what->value, error);
}

static gboolean
edit_clear (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_clear_judgements (document, what->a, error);
}

static gboolean
edit_all (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_set_judgements (document, what->judgements, error);
}

/**
 * nqp_session_set_judgement:
 * @a: node
 * @b: a sibling
 * @value: how many times as important @a is as @b; on Saaty's scale 1/9 to 9
 *
 * Returns: %FALSE with @error set; %TRUE also if that is so already
 */
gboolean
nqp_session_set_judgement (NqpSession *self, int a, int b, double value, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  if (!nqp_session_can_edit (self)) /* has said why */
    return TRUE;
  return nqp_session_edit (
      self, edit_judgement,
      &(NqpEditWhat){ .a = self->tree->nodes[a].id, .b = self->tree->nodes[b].id, .value = value }, error);
}

gboolean
nqp_session_clear_judgements (NqpSession *self, int parent, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  if (!nqp_session_can_edit (self))
    return TRUE;
  return nqp_session_edit (self, edit_clear, &(NqpEditWhat){ .a = self->tree->nodes[parent].id }, error);
}

gboolean
nqp_session_set_judgements (NqpSession *self, NqpJudgements *judgements, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  if (!nqp_session_can_edit (self))
    return TRUE;
  return nqp_session_edit (self, edit_all, &(NqpEditWhat){ .judgements = judgements }, error);
}

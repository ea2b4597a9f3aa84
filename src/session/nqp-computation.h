/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-contents.h"

G_BEGIN_DECLS

/**
 * NqpComputation:
 *
 * The scores of contents that an edit would leave, computed elsewhere: what they are made of, and what comes of it. It is made and
 * used where the document is; run on any thread, once.
 */
typedef struct _NqpComputation NqpComputation;

NqpComputation *
nqp_computation_new (const NqpContents *contents, const NqpPipeline *pipeline);
void
nqp_computation_free (NqpComputation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpComputation, nqp_computation_free)
/* FALSE with @error set if it was given up; that the method does not compute is a result. */
gboolean
nqp_computation_run (NqpComputation *self, const NqpWork *work, GError **error);
/* Does @contents come to the same? */
gboolean
nqp_computation_fits (const NqpComputation *self, const NqpContents *contents);
/* nqp_contents_compute() of contents that it fits; what was computed by goes to @pipeline, for what is computed next. */
gboolean
nqp_computation_take (NqpComputation *self, NqpContents *contents, NqpPipeline **pipeline, GError **error);

G_END_DECLS

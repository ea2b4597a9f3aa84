/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-view.h"

G_BEGIN_DECLS

/**
 * NqpSnapshot:
 *
 * A view that lasts: what was looked at in one frame, with all it rests on, never changed. The screen, an export, a table and a
 * derivation that take the same snapshot show the same. Reference-counted.
 */
typedef struct _NqpSnapshot NqpSnapshot;

/* Keeps what @view points to; works out its facts. */
NqpSnapshot *
nqp_snapshot_new (const NqpView *view, const NqpStyle *style);
/* The same values looked at in another way: @view is a changed copy of @self's view and points to nothing else. */
NqpSnapshot *
nqp_snapshot_look (NqpSnapshot *self, const NqpView *view);
NqpSnapshot *
nqp_snapshot_ref (NqpSnapshot *self);
void
nqp_snapshot_unref (NqpSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSnapshot, nqp_snapshot_unref)

/* Borrowed from @self */
const NqpView *
nqp_snapshot_get_view (const NqpSnapshot *self);
const NqpStyle *
nqp_snapshot_get_style (const NqpSnapshot *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-document-structure.h"
#include "nqp-session.h"

G_BEGIN_DECLS

/* Which indicators make up the index, and where; each call one action, and a message says why it was not made. */
gboolean
nqp_session_place (NqpSession *self, const NqpPlacing *placings, guint n);
gboolean
nqp_session_move_component (NqpSession *self, const char *id, const char *pillar, const char *component);
gboolean
nqp_session_set_formula (NqpSession *self, const char *code, const NqpText *name, const char *formula);
gboolean
nqp_session_add_indicator (NqpSession *self, const char *code, const NqpText *name, const NqpText *unit); /* texts: nullable */
int
nqp_session_count_waiting (NqpSession *self);
gboolean
nqp_session_is_unplaced (NqpSession *self); /* indicators wait, and none is in the index */
/* Pairs of a component that no measure works on, and of what the concept model has for it; owned by the caller. */
GPtrArray *
nqp_session_propose_links (NqpSession *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpInspector:
 *
 * The pane "Weights and method": the scheme, the weights as a tree, the choices of the method.
 */
#define NQP_TYPE_INSPECTOR (nqp_inspector_get_type ())
G_DECLARE_FINAL_TYPE (NqpInspector, nqp_inspector, NQP, INSPECTOR, AdwBin)

void nqp_inspector_set_session (NqpInspector *self, NqpSession *session);

G_END_DECLS

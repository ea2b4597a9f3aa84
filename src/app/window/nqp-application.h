/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NQP_TYPE_APPLICATION (nqp_application_get_type ())
G_DECLARE_FINAL_TYPE (NqpApplication, nqp_application, NQP, APPLICATION, AdwApplication)

NqpApplication *
nqp_application_new (void);
int
nqp_application_get_signal (NqpApplication *self); /* that asked for the end, 0 = none */

G_END_DECLS

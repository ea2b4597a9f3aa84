/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is there before a project is: samples, open, new, recent projects. Works through the window's actions. */
#define NQP_TYPE_WELCOME (nqp_welcome_get_type ())
G_DECLARE_FINAL_TYPE (NqpWelcome, nqp_welcome, NQP, WELCOME, AdwBin)

G_END_DECLS

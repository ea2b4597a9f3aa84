/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpRunBar:
 *
 * What is being computed beside the window, how far it is, and Cancel. Not there while nothing is, nor for what is soon done: a bar
 * that comes and goes at once says nothing.
 *
 * Signals: "cancelled"
 */
#define NQP_TYPE_RUN_BAR (nqp_run_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpRunBar, nqp_run_bar, NQP, RUN_BAR, AdwBin)

/* @fraction: 0 = it does not say */
void
nqp_run_bar_show (NqpRunBar *self, gboolean running, double fraction, const char *step);

G_END_DECLS

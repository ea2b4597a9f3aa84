/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-treat-private.h"

const NqpTreater nqp_treat_none = {
  .choice = {
    .id = "none",
    .name = N_ ("Leave as they are"),
    .summary = N_ ("Extreme values count as published"),
    .formula = "x",
  },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text.h"

G_BEGIN_DECLS

/* A project that waits for its figures. */
typedef struct
{
  NqpText title;            /* borrowed; either language, or none */
  const char *sample;       /* whose regions, outlines and neighbours it has: "china-provinces"; NULL: none's */
  const char *const *names; /* of regions, without a sample: each its own code; NULL: they come with the data */
  int first, last;          /* years, both included; 0: they come with the data */
} NqpBlank;

/* As many years as anybody can mean. */
#define NQP_BLANK_MAX_YEARS 500

gboolean
nqp_blank_save (const char *path, const NqpBlank *what, gboolean replace, GError **error);
/* As an untitled project. Returns: (transfer full): its path */
char *
nqp_blank_draft (const NqpBlank *what, GError **error);

G_END_DECLS

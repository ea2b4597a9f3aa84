/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "nqp-session.h"

G_BEGIN_DECLS

#define NQP_TYPE_WINDOW (nqp_window_get_type ())
G_DECLARE_FINAL_TYPE (NqpWindow, nqp_window, NQP, WINDOW, AdwApplicationWindow)

/* What a script or teacher asks for on the command line; NULL or 0 = as remembered. */
typedef struct
{
  char *project; /* path or "sample:ID" */
  char *page;
  char *measure;
  int year;
  GStrv regions; /* codes: the first is the focus, the others are compared */
  gboolean present;
} NqpStart;

void
nqp_start_clear (NqpStart *start);

NqpWindow *
nqp_window_new (AdwApplication *application);
NqpSession *
nqp_window_get_session (NqpWindow *self);
void
nqp_window_start (NqpWindow *self, const NqpStart *start); /* after the first frame: opens and goes there */
gboolean
nqp_window_open (NqpWindow *self, const char *path_or_sample);
void
nqp_window_show_page (NqpWindow *self, const char *page_id);
void
nqp_window_toast (NqpWindow *self, const char *text, const char *action_label, const char *action_name);

G_END_DECLS

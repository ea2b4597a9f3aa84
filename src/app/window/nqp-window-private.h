/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-file-bar.h"
#include "nqp-method-bar.h"
#include "nqp-run-bar.h"
#include "nqp-page.h"
#include "nqp-presenter.h"
#include "nqp-window.h"

struct _NqpWindow
{
  AdwApplicationWindow parent_instance;

  NqpSession *session;
  NqpStart start;
  gboolean started; /* the first frame has been shown and panes are built */
  guint start_id, rest_id;
  gboolean actions_known, actions_open; /* which actions were let in last: with or without a project */

  AdwToastOverlay *toasts;
  GtkStack *root_stack; /* "welcome", "project", "no-data", "blank" */
  GtkMenuButton *title_button;
  GtkLabel *title_label;
  GtkWidget *header;
  NqpPresenter *presenter;
  GtkWidget *sidebar;
  GtkWidget *sidebar_separator;
  GtkListBox *page_list;
  NqpFileBar *file_bar;
  NqpMethodBar *method_bar;
  NqpRunBar *run_bar;
  AdwStatusPage *no_data_page;
  AdwBin *context_slot;
  GtkStack *page_stack;
  GtkWidget *inspector_separator;
  AdwBin *inspector_slot;
  AdwBin *welcome_slot;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
};

void
nqp_window_class_add_actions (GtkWidgetClass *klass);
void
nqp_window_class_add_keep_actions (GtkWidgetClass *klass); /* nqp-window-keep.c */
/* @path could not be opened since it is damaged: asks whether to save what can be read of it. */
void
nqp_window_offer_salvage (NqpWindow *self, const char *path, const char *heading, const GError *error);
/* nqp-window-files.c */
void
nqp_window_import (NqpWindow *self, const char *const *paths); /* the assistant, with these files or none */
void
nqp_window_new_empty (NqpWindow *self);
void
nqp_window_add_data (NqpWindow *self); /* the same, to add to what is open */
void
nqp_window_save_template (NqpWindow *self);
void
nqp_window_take_file (NqpWindow *self, const char *path); /* opens a project, imports a table */
void
nqp_window_watch_drops (NqpWindow *self);
void
nqp_window_update_actions (NqpWindow *self);
void
nqp_window_add_key_controllers (NqpWindow *self);
void
nqp_window_update_title_menu (NqpWindow *self);
void
nqp_window_export_data (NqpWindow *self);
const char *
nqp_window_inspector_key (NqpWindow *self); /* the setting that shows the inspector beside this page */
NqpPage *
nqp_window_get_page (NqpWindow *self);
int
nqp_window_get_page_number (NqpWindow *self); /* in the order of the sidebar, from 0; -1 = none is shown */
void
nqp_window_focus_page (NqpWindow *self); /* the keyboard goes into the page that is shown */
void
nqp_window_watch_above (NqpWindow *self);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-assistant.h"
#include "nqp-import-files.h"
#include "nqp-import-table.h"
#include "nqp-long-run.h"
#include "nqp-name-list.h"
#include "nqp-table-view.h"

G_BEGIN_DECLS

/* The assistant in two files: what makes a project (-assistant), and what adds to one that is open (-assistant-add). */

#define NQP_TYPE_IMPORT_ASSISTANT (nqp_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (NqpImportAssistant, nqp_import_assistant, NQP, IMPORT_ASSISTANT, AdwWindow)

struct _NqpImportAssistant
{
  AdwWindow parent_instance;

  NqpSession *session; /* that the data may be added to */
  NqpImported imported;
  gpointer user_data;

  NqpImportPlan *plan;
  NqpImportTrial *trial; /* of the plan as it was when it was last tried; NULL = not yet */
  int first_row;         /* that is shown */
  gboolean tried;        /* the trial is of the plan as it is now */
  gboolean looks;        /* the first trial of these files is waited for */
  NqpLongRun *trying, *looking, *making;
  guint wait_id;
  int choosing; /* NqpImportFile */

  GtkStack *title_stack, *stack, *outcome_mark;
  AdwViewStack *pages;
  NqpImportTable *table;
  NqpNameList *names;
  AdwViewStackPage *names_page;
  NqpImportFiles *files;
  GtkLabel *outcome;
  GtkSpinner *spinner;
  GtkProgressBar *progress;
  GtkWidget *cancel_button, *import_button, *file_button, *choose_button;
  GtkWidget *mode_box, *mode_new, *mode_add;
  AdwViewStackPage *changes_page, *files_page, *table_page;
  AdwStatusPage *empty;
  AdwWindowTitle *heading;
  GtkLabel *counted;
  NqpTableView *changes;
};

/* -assistant: the plan was changed */
void
nqp_assistant_changed (NqpImportAssistant *self);

/* -assistant-add */
void
nqp_assistant_bind_adding (GtkWidgetClass *klass);
/* Where the session has a project that can be edited: asks in the footer where the data are to come to. */
void
nqp_assistant_offer_adding (NqpImportAssistant *self, gboolean adds);
void
nqp_assistant_show_changes (NqpImportAssistant *self);
/* The page that these files are looked at on first, once they were tried. */
void
nqp_assistant_look (NqpImportAssistant *self);
/* Can @paths only come to the open project, since there are no data among them? */
gboolean
nqp_assistant_would_add (NqpImportAssistant *self, const char *const *paths);
/* One action of the project; the window goes when it is made. */
void
nqp_assistant_add (NqpImportAssistant *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks-view.h"

#include <glib/gi18n.h>

#include "nqp-checks-table.h"
#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-long-run.h"
#include "nqp-table-view.h"

struct _NqpChecksView
{
  AdwBin parent_instance;

  NqpSession *session;
  GtkToggleButton *show_open, *show_accepted, *show_all;
  GtkDropDown *kinds;
  GtkStack *views; /* "wait", "list", "empty" */
  AdwStatusPage *empty;
  NqpTableView *table;
  GtkLabel *what;
  GtkWidget *lead, *accept, *reopen;
  GtkPopover *note_popover;
  GtkEditable *note;

  NqpLongRun *run;
  NqpPanel *panel; /* that was searched, and what was found; NULL: nothing yet */
  GPtrArray *list; /* (element-type NqpCheck) */
  GPtrArray *rows; /* (element-type NqpCheck): of the table, borrowed from list */
  int listed_kind; /* that the list is whole of */
};

G_DEFINE_FINAL_TYPE (NqpChecksView, nqp_checks_view, ADW_TYPE_BIN)

/* ---- the search --------------------------------------------------------------------------------------------------- */

typedef struct
{
  NqpPanel *panel;
  NqpLang lang;
  int kind;
  GPtrArray *list;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  nqp_panel_unref (search->panel);
  g_clear_pointer (&search->list, g_ptr_array_unref);
  g_free (search);
}

/* Of all kinds the most unusual ones of each series, of one kind all. */
static gboolean
search_run (gpointer data, const NqpWork *work, GError **error)
{
  Search *search = data;

  search->list = nqp_checks_new (search->panel, search->lang,
                                 search->kind == NQP_CHECKS_OF_ALL_KINDS ? NQP_CHECKS_SHORT : 0);
  return TRUE;
}

static int
get_kind (NqpChecksView *self)
{
  return (int)gtk_drop_down_get_selected (self->kinds) - 1;
}

static NqpChecksShown
get_shown (NqpChecksView *self)
{
  return gtk_toggle_button_get_active (self->show_all)        ? NQP_CHECKS_ALL
         : gtk_toggle_button_get_active (self->show_accepted) ? NQP_CHECKS_ACCEPTED
                                                              : NQP_CHECKS_OPEN;
}

/* ---- showing ------------------------------------------------------------------------------------------------------ */

static NqpCheck *
get_chosen (NqpChecksView *self)
{
  const int row = nqp_table_view_get_chosen (self->table);

  return row >= 0 && row < (int)self->rows->len ? self->rows->pdata[row] : NULL;
}

static void
show_chosen (NqpChecksView *self)
{
  const NqpCheck *check = get_chosen (self);
  const gboolean may_edit = self->session != NULL && nqp_session_get_read_only (self->session) == NULL;
  g_autofree char *text = NULL;

  if (check != NULL && check->accepted && check->note != NULL)
    /* Translators: what was found, and why the user accepts it */
    text = g_strdup_printf (_ ("%s. Accepted: %s"), check->what, check->note);
  else if (check != NULL)
    text = g_strdup_printf (_ ("%s."), check->what);
  gtk_label_set_text (self->what, text != NULL ? text : _ ("Choose a finding to read what was expected."));
  gtk_widget_set_sensitive (self->lead, check != NULL && (check->series >= 0 || check->region >= 0));
  gtk_widget_set_sensitive (self->accept,
                            may_edit && check != NULL && check->key != NULL && !check->accepted);
  gtk_widget_set_sensitive (self->reopen, may_edit && check != NULL && check->accepted);
}

static void
show_empty (NqpChecksView *self)
{
  const gboolean open = get_shown (self) != NQP_CHECKS_ACCEPTED;

  adw_status_page_set_title (self->empty, !open                  ? _ ("Nothing Is Accepted")
                                          : get_kind (self) >= 0 ? _ ("Nothing of This Kind")
                                                                 : _ ("Nothing an Expert Would Ask About"));
  adw_status_page_set_description (
      self->empty, !open ? _ ("What is right as it stands is accepted here, and not asked about again.")
                         : _ ("The figures were looked over for jumps, breaks, changes of unit, shares over "
                              "100 %, duplicates, constant and nearly empty indicators, and indicators that "
                              "say the same."));
  gtk_stack_set_visible_child_name (self->views, "empty");
}

/* The finding that was chosen stays so; if it has gone, what stands in its place. */
static void
show_list (NqpChecksView *self)
{
  const NqpCheck *chosen = get_chosen (self);
  g_autofree char *key = chosen != NULL ? g_strdup (chosen->key) : NULL;
  const int row = nqp_table_view_get_chosen (self->table);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (NqpTable) table = nqp_checks_table_new (self->panel, nqp_session_get_lang (self->session),
                                                     self->list, get_shown (self), get_kind (self), rows);
  int to = chosen != NULL ? MIN (row, (int)rows->len - 1) : -1;

  for (guint i = 0; i < rows->len && key != NULL; i++)
    if (g_strcmp0 (((NqpCheck *)rows->pdata[i])->key, key) == 0)
      to = (int)i;
  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  nqp_table_view_show (self->table, table);
  if (self->rows->len == 0)
    show_empty (self);
  else
    {
      gtk_stack_set_visible_child_name (self->views, "list");
      nqp_table_view_choose (self->table, to);
    }
  show_chosen (self);
}

static void
on_found (gpointer owner, gpointer data, const GError *error)
{
  NqpChecksView *self = owner;
  Search *search = data;
  g_autoptr (GPtrArray) before = NULL;

  if (search->list == NULL)
    return;
  before = g_steal_pointer (&self->list); /* rows are of it until they are made anew */
  g_clear_pointer (&self->panel, nqp_panel_unref);
  self->panel = nqp_panel_ref (search->panel);
  self->list = g_steal_pointer (&search->list);
  self->listed_kind = search->kind;
  show_list (self);
  if (search->kind == NQP_CHECKS_OF_ALL_KINDS)
    g_signal_emit_by_name (self, "counted", nqp_checks_count_open (self->list));
}

static void
search (NqpChecksView *self)
{
  NqpPanel *panel = nqp_session_get_panel (self->session);
  Search *request;

  if (panel == NULL)
    return;
  request = g_new0 (Search, 1);
  request->panel = nqp_panel_ref (panel);
  request->lang = nqp_session_get_lang (self->session);
  request->kind = get_kind (self);
  nqp_long_run_start (self->run, search_run, on_found, request, search_free, N_ ("Looking over the figures"));
}

/* ---- what the user does -------------------------------------------------------------------------------------------- */

static void
on_shown (NqpChecksView *self)
{
  if (self->list != NULL)
    show_list (self);
}

static void
on_kind (NqpChecksView *self)
{
  if (self->list == NULL)
    return;
  if (self->listed_kind != get_kind (self))
    search (self);
}

static void
on_chosen (NqpChecksView *self)
{
  show_chosen (self);
}

static void
on_lead (NqpChecksView *self)
{
  const NqpCheck *check = get_chosen (self);

  if (check != NULL && (check->series >= 0 || check->region >= 0))
    g_signal_emit_by_name (self, "lead", check->series, check->year, check->region);
}

static void
tell (NqpChecksView *self, gboolean done, const GError *error)
{
  if (!done)
    nqp_session_message (self->session, error->message, NULL, NULL);
}

static void
on_accept (NqpChecksView *self)
{
  const NqpCheck *check = get_chosen (self);
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (self->note_popover);
  if (check == NULL || check->key == NULL)
    return;
  tell (self,
        nqp_session_accept_finding (self->session, check->key, check->found, *note != '\0' ? note : NULL,
                                    &error),
        error);
  gtk_editable_set_text (self->note, "");
}

static void
on_reopen (NqpChecksView *self)
{
  const NqpCheck *check = get_chosen (self);
  g_autoptr (GError) error = NULL;

  if (check != NULL && check->key != NULL)
    tell (self, nqp_session_reopen_finding (self->session, check->key, &error), error);
}

/* ---- life ---------------------------------------------------------------------------------------------------------- */

void
nqp_checks_view_set_session (NqpChecksView *self, NqpSession *session)
{
  if (g_set_object (&self->session, session) && session != NULL)
    nqp_table_view_set_session (self->table, session);
}

void
nqp_checks_view_changed (NqpChecksView *self, guint flags)
{
  if ((flags & NQP_CHANGE_PROJECT) != 0)
    search (self);
}

static void
nqp_checks_view_dispose (GObject *object)
{
  NqpChecksView *self = NQP_CHECKS_VIEW (object);

  g_clear_pointer (&self->run, nqp_long_run_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_CHECKS_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_checks_view_parent_class)->dispose (object);
}

static void
nqp_checks_view_finalize (GObject *object)
{
  NqpChecksView *self = NQP_CHECKS_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->panel, nqp_panel_unref);
  G_OBJECT_CLASS (nqp_checks_view_parent_class)->finalize (object);
}

static void
nqp_checks_view_class_init (NqpChecksViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_checks_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_checks_view_finalize;
  g_signal_new ("counted", NQP_TYPE_CHECKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  g_signal_new ("lead", NQP_TYPE_CHECKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  g_type_ensure (NQP_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-checks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, show_open);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, show_accepted);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, show_all);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, kinds);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, views);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, empty);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, table);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, what);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, lead);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, accept);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, reopen);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, note_popover);
  gtk_widget_class_bind_template_child (widget_class, NqpChecksView, note);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_lead);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen);
}

static void
nqp_checks_view_init (NqpChecksView *self)
{
  const char *names[NQP_N_CHECKS + 2] = { _ ("All kinds") };

  self->rows = g_ptr_array_new ();
  self->run = nqp_long_run_new (self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int k = 0; k < NQP_N_CHECKS; k++)
    names[k + 1] = nqp_checks_kind_name ((NqpCheckKind)k);
  nqp_control_show_names (self->kinds, names, 0, self);
  nqp_drop_down_tell (self->kinds, _ ("Kind"));
  show_chosen (self);
}

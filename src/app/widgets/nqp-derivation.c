/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-derivation.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-derivation-parts.h"
#include "nqp-number.h"

struct _NqpDerivation
{
  GtkPopover parent_instance;

  NqpSession *session;
  char *node_id; /* survives a new tree */
  int year, region;
  gboolean assumed;        /* of the scores under assumed values */
  GtkWidget *focus_before; /* weak: gets the keyboard's focus back */
  gint64 shown_at;         /* when it came up, of the monotonic clock */
  gboolean
      dismissed; /* by a key, or for the second time: it is not the second click of a double one that closes it */

  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *score;
  GtkLabel *note;
  GtkScrolledWindow *scrolled;
  AdwBin *content;
};

G_DEFINE_FINAL_TYPE (NqpDerivation, nqp_derivation, GTK_TYPE_POPOVER)

#define OPEN_KEY "nqp-derivation"
/* The most the steps may take, and what stands above and around them, px. */
#define CONTENT_HEIGHT 420
#define HEAD_HEIGHT 140

/* What is explained: as it is, or under the assumed values. */
static NqpScores *
get_scores (NqpDerivation *self)
{
  return self->assumed ? nqp_session_get_assumed_scores (self->session)
                       : nqp_session_get_scores (self->session);
}

static void
get_view (NqpDerivation *self, NqpView *view)
{
  *view = *nqp_snapshot_get_view (nqp_session_get_snapshot (self->session, self->assumed));
}

/* -1 when what is explained is gone */
static int
current_node (NqpDerivation *self)
{
  NqpScores *scores = get_scores (self);

  if (scores == NULL || self->region >= scores->n_regions || self->year >= scores->n_years)
    return -1;
  return nqp_tree_find (scores->tree, self->node_id);
}

static void
show_head (NqpDerivation *self, int node)
{
  NqpScores *scores = get_scores (self);
  char buffer[NQP_NUMBER_SIZE];
  NqpView view;

  get_view (self, &view);
  double score = nqp_scores_get (scores, node, self->year, self->region);
  int rank = nqp_scores_rank (scores, node, self->year, self->region);
  g_autofree char *where = g_strdup_printf (_ ("%s, %d"), nqp_view_region_name (&view, self->region),
                                            scores->panel->years[self->year]);
  g_autofree char *place = rank > 0 ? g_strdup_printf (_ ("%s · rank %d of %d"), where, rank,
                                                       nqp_scores_n_ranked (scores, node, self->year))
                                    : g_strdup_printf (_ ("%s · no rank"), where);

  gtk_label_set_text (self->name, nqp_view_node_name (&view, node));
  if (view.before != NULL)
    {
      g_autofree char *marked = g_strdup_printf ("%s · %s", place, _ ("with assumed values"));

      gtk_label_set_text (self->place, marked);
    }
  else
    gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->score,
                      nqp_number_to_screen (score * nqp_scores_display_factor (scores), 1, buffer));

  gboolean leaf = scores->tree->nodes[node].indicator >= 0;
  g_autofree char *note = NULL;
  if (isnan (score) && !leaf)
    note = g_strdup_printf (_ ("No score: only %.0f %% of the weight below has data."),
                            100 * nqp_scores_coverage (scores, node, self->year, self->region));
  else if (!leaf && nqp_scores_incomplete (scores, node, self->year, self->region))
    note = g_strdup_printf (_ ("○ Incomplete: %.0f %% of the weight below has data; missing parts hand their "
                               "weight to the others."),
                            100 * nqp_scores_coverage (scores, node, self->year, self->region));
  else if (!leaf && nqp_scores_partial (scores, node, self->year, self->region))
    note = g_strdup_printf (_ ("%.0f %% of the weight below has data; missing parts hand their weight to the "
                               "others."),
                            floor (100 * nqp_scores_coverage (scores, node, self->year, self->region)));
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static void
refresh (NqpDerivation *self)
{
  int node = current_node (self);

  if (node < 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  const NqpNode *info = &get_scores (self)->tree->nodes[node];
  NqpView view;
  get_view (self, &view);
  show_head (self, node);
  adw_bin_set_child (self->content,
                     info->indicator >= 0
                         ? nqp_derivation_leaf_new (self->session, &view, node, self->year, self->region)
                         : nqp_derivation_sum_new (self->session, &view, node, self->year, self->region));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "derivation.up", info->parent >= 0);
}

static void
session_changed (NqpDerivation *self, guint flags)
{
  if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) || (self->assumed && (flags & NQP_CHANGE_WHAT_IF)))
    refresh (self);
}

static void
go (NqpDerivation *self, int node)
{
  g_free (self->node_id);
  self->node_id = g_strdup (get_scores (self)->tree->nodes[node].id);
  refresh (self);
}

static void
action_up (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpDerivation *self = NQP_DERIVATION (widget);
  int node = current_node (self);

  if (node > 0)
    go (self, get_scores (self)->tree->nodes[node].parent);
}

static void
action_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpDerivation *self = NQP_DERIVATION (widget);
  int node = g_variant_get_int32 (parameter);

  if (current_node (self) >= 0 && node < get_scores (self)->n_nodes)
    go (self, node);
}

static void
action_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpDerivation *self = NQP_DERIVATION (widget);
  int node = current_node (self);

  if (node < 0)
    return;
  NqpScores *scores = get_scores (self);
  NqpView view;
  get_view (self, &view);
  g_autoptr (NqpTable) table = scores->tree->nodes[node].indicator >= 0
                                   ? nqp_scores_derivation (scores, node, self->year, self->region,
                                                            nqp_session_get_lang (self->session))
                                   : nqp_derivation_sum_table (&view, node, self->year, self->region);
  g_autoptr (GString) text = g_string_new (NULL);
  nqp_table_print_csv (table, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_session_message (self->session, _ ("Derivation copied as CSV"), NULL, NULL);
}

static gboolean
close_later (gpointer parent)
{
  NqpDerivation *open = g_object_get_data (G_OBJECT (parent), OPEN_KEY);
  GtkWidget *focus = open != NULL ? open->focus_before : NULL;

  if (focus != NULL)
    g_object_ref (focus);
  nqp_derivation_close (parent);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
  g_clear_object (&focus);
  return G_SOURCE_REMOVE;
}

static gboolean
take_focus (gpointer data)
{
  GtkWidget *self = data;
  GtkRoot *root = gtk_widget_get_root (self);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_mapped (self) && (focus == NULL || !gtk_widget_is_ancestor (focus, self)))
    gtk_widget_child_focus (self, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static gboolean
show_again (gpointer data)
{
  NqpDerivation *self = data;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL && g_object_get_data (G_OBJECT (parent), OPEN_KEY) == self)
    {
      gtk_popover_popup (GTK_POPOVER (self));
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_focus, g_object_ref (self), g_object_unref);
    }
  return G_SOURCE_REMOVE;
}

static void
mapped (NqpDerivation *self, gpointer data)
{
  self->shown_at = g_get_monotonic_time ();
}

static gboolean
key_pressed (NqpDerivation *self)
{
  self->dismissed = TRUE;
  return GDK_EVENT_PROPAGATE;
}

/* One click opens it, and who clicks twice wants it open, too: the second click lands outside, as it is seen from here. */
static gboolean
is_second_click (NqpDerivation *self)
{
  int double_click = 400;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &double_click, NULL);
  return !self->dismissed && g_get_monotonic_time () - self->shown_at < 1000 * double_click;
}

static void
closed (NqpDerivation *self, gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (is_second_click (self))
    {
      self->dismissed = TRUE;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_again, g_object_ref (self), g_object_unref);
      return;
    }
  /* Not now: GTK still works on the popover. */
  if (parent != NULL && g_object_get_data (G_OBJECT (parent), OPEN_KEY) == self)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_later, g_object_ref (parent), g_object_unref);
}

gboolean
nqp_derivation_is_open (GtkWidget *parent)
{
  return g_object_get_data (G_OBJECT (parent), OPEN_KEY) != NULL;
}

void
nqp_derivation_close (GtkWidget *parent)
{
  GtkWidget *open = g_object_steal_data (G_OBJECT (parent), OPEN_KEY);

  if (open != NULL)
    gtk_widget_unparent (open);
}

/* Opens to the side with more room in the window, and scrolls what does not fit there. */
static void
fit (NqpDerivation *self, GtkWidget *parent, const GdkRectangle *at)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (parent));
  graphene_point_t point;

  if (root == NULL
      || !gtk_widget_compute_point (parent, root, &GRAPHENE_POINT_INIT ((float)at->x, (float)at->y), &point))
    return;
  int above = (int)point.y;
  int below = gtk_widget_get_height (root) - above - at->height;
  gboolean upwards = below < CONTENT_HEIGHT + HEAD_HEIGHT && above > below;
  gtk_popover_set_position (GTK_POPOVER (self), upwards ? GTK_POS_TOP : GTK_POS_BOTTOM);
  gtk_scrolled_window_set_max_content_height (
      self->scrolled, CLAMP (MAX (above, below) - HEAD_HEIGHT, CONTENT_HEIGHT / 3, CONTENT_HEIGHT));
}

/* A row that was clicked twice takes the keyboard back once it has opened this, from GTK 4.10 on. */
void
nqp_derivation_open (GtkWidget *parent, NqpSession *session, int node, int year, int region, gboolean assumed,
                     const GdkRectangle *at)
{
  NqpScores *scores = nqp_session_get_scores (session);

  g_return_if_fail (scores != NULL && node >= 0 && node < scores->n_nodes);
  g_return_if_fail (year >= 0 && year < scores->n_years && region >= 0 && region < scores->n_regions);

  nqp_derivation_close (parent);
  NqpDerivation *self = g_object_new (NQP_TYPE_DERIVATION, NULL);
  self->session = g_object_ref (session);
  self->node_id = g_strdup (scores->tree->nodes[node].id);
  self->year = year;
  self->region = region;
  self->assumed = assumed;
  if (gtk_widget_get_root (parent) != NULL)
    g_set_weak_pointer (&self->focus_before, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  g_object_set_data (G_OBJECT (parent), OPEN_KEY, self);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, G_CONNECT_SWAPPED);
  refresh (self);
  fit (self, parent, at);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_focus, g_object_ref (self), g_object_unref);
}

static void
nqp_derivation_dispose (GObject *object)
{
  NqpDerivation *self = NQP_DERIVATION (object);

  g_set_weak_pointer (&self->focus_before, NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_derivation_parent_class)->dispose (object);
}

static void
nqp_derivation_finalize (GObject *object)
{
  g_free (NQP_DERIVATION (object)->node_id);
  G_OBJECT_CLASS (nqp_derivation_parent_class)->finalize (object);
}

static void
nqp_derivation_class_init (NqpDerivationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nqp_derivation_dispose;
  object_class->finalize = nqp_derivation_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-derivation.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpDerivation, name);
  gtk_widget_class_bind_template_child (widget_class, NqpDerivation, place);
  gtk_widget_class_bind_template_child (widget_class, NqpDerivation, score);
  gtk_widget_class_bind_template_child (widget_class, NqpDerivation, note);
  gtk_widget_class_bind_template_child (widget_class, NqpDerivation, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NqpDerivation, content);
  gtk_widget_class_install_action (widget_class, "derivation.up", NULL, action_up);
  gtk_widget_class_install_action (widget_class, "derivation.go", "i", action_go);
  gtk_widget_class_install_action (widget_class, "derivation.copy", NULL, action_copy);
}

static void
nqp_derivation_init (NqpDerivation *self)
{
  GtkEventController *keys;

  g_type_ensure (ADW_TYPE_BIN);
  gtk_widget_init_template (GTK_WIDGET (self));
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed), NULL);
}

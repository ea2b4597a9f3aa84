/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-structure-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-one-stop.h"
#include "nqp-pillars.h"
#include "nqp-place-search.h"
#include "nqp-proposals.h"
#include "nqp-rename-dialog.h"
#include "nqp-session-structure.h"
#include "nqp-structure-row.h"

#define UI_PATH "/io/github/nqp_explorer/NqpExplorer/ui/"

typedef enum
{
  SIDE_INDEX, /* the tree */
  SIDE_WAITING,
  N_SIDES,
} Side;

struct _NqpStructureView
{
  AdwBin parent_instance;

  NqpSession *session;
  GPtrArray *proposals; /* (element-type NqpProposal) */
  GtkListBox *lists[N_SIDES];
  GtkWidget *nothing_waits;
  GtkLabel *words, *waiting_title;
  GtkButton *take_all;
  GtkWidget *search; /* the popover that asks where to */
  char **pending;    /* codes it asks about; NULL = of a component */
  char *pending_component;
  int asked_side, asked_index; /* the row that the question was asked of; -1 = none */
};

G_DEFINE_FINAL_TYPE (NqpStructureView, nqp_structure_view, ADW_TYPE_BIN)

/* ---- what is meant ------------------------------------------------------------------------------------------------ */

/* Codes of the rows that are selected, if @row is one of them or NULL; else that of @row. */
static char **
chosen_codes (NqpStructureView *self, GtkListBoxRow *row)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  GtkWidget *list = row != NULL ? gtk_widget_get_parent (GTK_WIDGET (row)) : NULL;
  GList *selected = list != NULL && gtk_list_box_row_is_selected (row)
                        ? gtk_list_box_get_selected_rows (GTK_LIST_BOX (list))
                        : g_list_prepend (NULL, row);

  for (GList *at = selected; at != NULL; at = at->next)
    if (at->data != NULL && nqp_structure_row_get_code (at->data) != NULL)
      g_strv_builder_add (codes, nqp_structure_row_get_code (at->data));
  g_list_free (selected);
  return g_strv_builder_end (codes);
}

static GtkListBoxRow *
find_row (NqpStructureView *self, const char *code, gboolean component)
{
  for (int side = 0; side < N_SIDES; side++)
    for (int i = 0;; i++)
      {
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->lists[side], i);
        const char *own = row == NULL                                ? NULL
                          : !component                               ? nqp_structure_row_get_code (row)
                          : nqp_structure_row_get_code (row) == NULL ? nqp_structure_row_get_component (row)
                                                                     : NULL;

        if (row == NULL)
          break;
        if (g_strcmp0 (own, code) == 0)
          return row;
      }
  return NULL;
}

static gboolean
place_all (NqpStructureView *self, char **codes, const NqpPlacing *what)
{
  const guint n = g_strv_length (codes);
  g_autofree NqpPlacing *placings = g_new (NqpPlacing, n + 1);

  for (guint k = 0; k < n; k++)
    {
      placings[k] = *what;
      placings[k].code = codes[k];
    }
  return n > 0 && nqp_session_place (self->session, placings, n);
}

static void
place_in (NqpStructureView *self, char **codes, const char *pillar, const char *component)
{
  const NqpPlacing what
      = { .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_INDEX, .pillar = pillar, .component = component };

  place_all (self, codes, &what);
}

static void
send_back (NqpStructureView *self, char **codes)
{
  const NqpPlacing what = { .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_UNASSIGNED };

  place_all (self, codes, &what);
}

static void
set_direction (NqpStructureView *self, char **codes, int direction)
{
  const NqpPlacing what = { .parts = NQP_PLACING_DIRECTION, .direction = direction };

  if (!place_all (self, codes, &what))
    nqp_structure_view_update (self); /* the buttons show what is so */
}

/* ---- asking where to ---------------------------------------------------------------------------------------------- */

static void
on_placed (NqpStructureView *self, const char *pillar, const char *component)
{
  g_auto (GStrv) codes = g_steal_pointer (&self->pending);
  g_autofree char *from = g_steal_pointer (&self->pending_component);

  if (from != NULL)
    nqp_session_move_component (self->session, from, pillar, component);
  else if (codes != NULL)
    place_in (self, codes, pillar, component);
}

static int
side_of (NqpStructureView *self, GtkWidget *row)
{
  for (int side = 0; row != NULL && side < N_SIDES; side++)
    if (gtk_widget_is_ancestor (row, GTK_WIDGET (self->lists[side])))
      return side;
  return -1;
}

static void
ask_where (NqpStructureView *self, GtkWidget *row, char **codes, const char *component, const char *pillar)
{
  graphene_rect_t bounds;

  g_clear_pointer (&self->pending, g_strfreev);
  g_free (self->pending_component);
  self->pending = codes;
  self->pending_component = g_strdup (component);
  self->asked_side = side_of (self, row);
  self->asked_index = self->asked_side >= 0 ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
  nqp_place_search_set_pillar (NQP_PLACE_SEARCH (self->search), pillar);
  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    {
      const GdkRectangle at
          = { (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width, (int)bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->search), &at);
    }
  gtk_popover_popup (GTK_POPOVER (self->search));
}

/* ---- actions ------------------------------------------------------------------------------------------------------ */

static char **
codes_of (NqpStructureView *self, const char *code)
{
  GtkListBoxRow *row = find_row (self, code, FALSE);

  return row != NULL ? chosen_codes (self, row) : g_strsplit (code, "\n", 1);
}

static void
action_place (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  const char *code = g_variant_get_string (target, NULL);

  ask_where (self, GTK_WIDGET (find_row (self, code, FALSE)), codes_of (self, code), NULL, NULL);
}

static void
action_send_back (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  g_auto (GStrv) codes = codes_of (self, g_variant_get_string (target, NULL));

  send_back (self, codes);
}

static void
action_direction (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  g_auto (GStrv) codes = NULL;
  const char *code;
  int direction;

  g_variant_get (target, "(&si)", &code, &direction);
  codes = codes_of (self, code);
  set_direction (self, codes, direction);
}

static void
action_role (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  g_auto (GStrv) codes = NULL;
  NqpPlacing what = { .parts = NQP_PLACING_ROLE };
  const char *code, *role;

  g_variant_get (target, "(&s&s)", &code, &role);
  codes = codes_of (self, code);
  if (nqp_role_parse (role, &what.role))
    place_all (self, codes, &what);
}

/* The unit in the language that is shown; what the other one says stays. */
static void
action_unit (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const NqpLang lang = nqp_session_get_lang (self->session);
  NqpPlacing what = { .parts = NQP_PLACING_UNIT };
  g_autofree char *text = NULL;
  const char *code, *unit;
  int at;

  g_variant_get (target, "(&s&s)", &code, &unit);
  at = nqp_panel_find_indicator (panel, code);
  text = g_strstrip (g_strdup (unit));
  if (at < 0 || g_strcmp0 (nqp_text_get (&panel->indicators[at].unit, lang), text) == 0)
    return;
  what.code = code;
  what.unit = panel->indicators[at].unit;
  *(lang == NQP_LANG_ZH ? &what.unit.zh : &what.unit.en) = *text != '\0' ? text : NULL;
  nqp_session_place (self->session, &what, 1);
}

static void
action_rename (GtkWidget *widget, const char *name, GVariant *target)
{
  const gboolean component = g_str_has_suffix (name, "component");

  nqp_rename_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_STRUCTURE_VIEW (widget)->session,
                         component ? NQP_NAME_NODE : NQP_NAME_INDICATOR, g_variant_get_string (target, NULL));
}

static void
action_move_component (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  const char *id = g_variant_get_string (target, NULL);

  ask_where (self, GTK_WIDGET (find_row (self, id, TRUE)), NULL, id, NULL);
}

/* What is proposed and not decided yet; FALSE: nothing. A place without a direction cannot be taken. */
static gboolean
fill_placing (NqpStructureView *self, const NqpProposal *proposal, NqpPlacing *placing)
{
  const NqpIndicator *it = &nqp_session_get_panel (self->session)->indicators[proposal->indicator];

  *placing = (NqpPlacing){ .code = it->code };
  if (it->direction == 0 && proposal->direction != 0)
    {
      placing->parts |= NQP_PLACING_DIRECTION;
      placing->direction = proposal->direction;
    }
  if (proposal->pillar != NULL && (it->direction != 0 || proposal->direction != 0))
    {
      placing->parts |= NQP_PLACING_ROLE;
      placing->role = NQP_ROLE_INDEX;
      placing->pillar = proposal->pillar;
      placing->component = proposal->component;
    }
  return placing->parts != 0;
}

/* @code: NULL = all */
static GArray *
proposed_placings (NqpStructureView *self, const char *code)
{
  GArray *placings = g_array_new (FALSE, FALSE, sizeof (NqpPlacing));

  for (guint k = 0; self->proposals != NULL && k < self->proposals->len; k++)
    {
      NqpPlacing placing;

      if (fill_placing (self, self->proposals->pdata[k], &placing)
          && (code == NULL || strcmp (code, placing.code) == 0))
        g_array_append_val (placings, placing);
    }
  return placings;
}

static void
take (NqpStructureView *self, const char *code)
{
  g_autoptr (GPtrArray) kept = self->proposals != NULL ? g_ptr_array_ref (self->proposals) : NULL; /* texts */
  g_autoptr (GArray) placings = proposed_placings (self, code);

  if (placings->len > 0)
    nqp_session_place (self->session, (const NqpPlacing *)(gpointer)placings->data, placings->len);
}

static void
action_take (GtkWidget *widget, const char *name, GVariant *target)
{
  take (NQP_STRUCTURE_VIEW (widget), g_variant_get_string (target, NULL));
}

static void
action_take_all (GtkWidget *widget, const char *name, GVariant *target)
{
  take (NQP_STRUCTURE_VIEW (widget), NULL);
}

/* ---- keys --------------------------------------------------------------------------------------------------------- */

static void
on_activated (NqpStructureView *self, GtkListBoxRow *row)
{
  if (nqp_structure_row_get_code (row) != NULL)
    ask_where (self, GTK_WIDGET (row), chosen_codes (self, row), NULL, NULL);
  else if (nqp_structure_row_get_component (row) != NULL)
    ask_where (self, GTK_WIDGET (row), NULL, nqp_structure_row_get_component (row), NULL);
}

/* On a row: + and - give the direction, Delete sends back, F2 renames. */
static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
        NqpStructureView *self)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkListBoxRow *row = focus != NULL && GTK_IS_LIST_BOX_ROW (focus) ? GTK_LIST_BOX_ROW (focus) : NULL;
  const char *code = row != NULL ? nqp_structure_row_get_code (row) : NULL;
  g_auto (GStrv) codes = code != NULL ? chosen_codes (self, row) : NULL;

  if (row != NULL && code == NULL && keyval == GDK_KEY_F2 && nqp_structure_row_get_component (row) != NULL)
    {
      gtk_widget_activate_action (list, "structure.rename-component", "s",
                                  nqp_structure_row_get_component (row));
      return GDK_EVENT_STOP;
    }
  if (code == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      set_direction (self, codes, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      set_direction (self, codes, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      send_back (self, codes);
      return GDK_EVENT_STOP;
    case GDK_KEY_F2:
      gtk_widget_activate_action (list, "structure.rename", "s", code);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- drag and drop ------------------------------------------------------------------------------------------------- */

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, NqpStructureView *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_auto (GStrv) codes = chosen_codes (self, GTK_LIST_BOX_ROW (row));

  return gdk_content_provider_new_typed (G_TYPE_STRV, codes);
}

/* Under the pointer: how many, or the one. */
static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, NqpStructureView *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_auto (GStrv) codes = chosen_codes (self, GTK_LIST_BOX_ROW (row));
  const guint n = g_strv_length (codes);
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const int at = n > 0 ? nqp_panel_find_indicator (panel, codes[0]) : -1;
  g_autofree char *text
      = n == 1 && at >= 0
            ? g_strdup (nqp_text_get (&panel->indicators[at].name, nqp_session_get_lang (self->session)))
            : g_strdup_printf (ngettext ("%u indicator", "%u indicators", n), n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "structure-drag");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, NqpStructureView *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_auto (GStrv) codes = g_value_dup_boxed (value);
  GtkListBoxRow *row = GTK_IS_LIST_BOX_ROW (widget) ? GTK_LIST_BOX_ROW (widget) : NULL;
  g_autofree char *pillar = row != NULL ? g_strdup (nqp_structure_row_get_pillar (row)) : NULL;
  g_autofree char *component = row != NULL ? g_strdup (nqp_structure_row_get_component (row)) : NULL;

  if (row == NULL)
    send_back (self, codes);
  else if (component != NULL)
    place_in (self, codes, pillar, component);
  else if (pillar != NULL)
    ask_where (self, widget, g_steal_pointer (&codes), NULL, pillar);
  return TRUE;
}

static void
accept_drops (NqpStructureView *self, GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
allow_drags (NqpStructureView *self, GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
}

/* ---- filling ------------------------------------------------------------------------------------------------------- */

static void
add_row (NqpStructureView *self, Side side, GtkWidget *row)
{
  if (nqp_structure_row_get_code (GTK_LIST_BOX_ROW (row)) != NULL)
    allow_drags (self, row);
  if (nqp_structure_row_get_pillar (GTK_LIST_BOX_ROW (row)) != NULL)
    accept_drops (self, row);
  gtk_list_box_append (self->lists[side], row);
}

static void
fill_below (NqpStructureView *self, int parent)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);

  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].indicator >= 0)
      add_row (self, SIDE_INDEX,
               nqp_structure_row_new_indicator (self->session, tree->nodes[c].indicator, NULL));
    else
      {
        add_row (self, SIDE_INDEX, nqp_structure_row_new_component (self->session, c));
        fill_below (self, c);
      }
}

static void
fill_index (NqpStructureView *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  gboolean titled = FALSE;

  for (int p = 0; p < NQP_N_PILLARS; p++)
    {
      const char *pillar = nqp_pillar_id (p);
      const int at = nqp_tree_find (tree, pillar);

      add_row (self, SIDE_INDEX, nqp_structure_row_new_pillar (self->session, pillar));
      if (at >= 0 && tree->nodes[at].first_child >= 0)
        fill_below (self, at);
      else
        add_row (self, SIDE_INDEX, nqp_structure_row_new_words (_ ("Drag an indicator here"), pillar));
    }
  for (int j = 0; j < panel->n_indicators; j++)
    {
      if (panel->indicators[j].role == NQP_ROLE_INDEX || panel->indicators[j].role == NQP_ROLE_UNASSIGNED)
        continue;
      if (!titled)
        add_row (self, SIDE_INDEX, nqp_structure_row_new_words (_ ("Beside the index"), NULL));
      titled = TRUE;
      add_row (self, SIDE_INDEX, nqp_structure_row_new_indicator (self->session, j, NULL));
    }
}

static void
fill_waiting (NqpStructureView *self)
{
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  if (nqp_session_get_scores (self->session) != NULL && nqp_session_count_waiting (self->session) > 0)
    self->proposals
        = nqp_propose (nqp_session_get_scores (self->session), nqp_session_get_framework (self->session));
  for (guint k = 0; self->proposals != NULL && k < self->proposals->len; k++)
    {
      const NqpProposal *proposal = self->proposals->pdata[k];

      add_row (self, SIDE_WAITING,
               nqp_structure_row_new_indicator (self->session, proposal->indicator, proposal));
    }
}

static void
say_how_many (NqpStructureView *self)
{
  const int waiting = nqp_session_count_waiting (self->session);
  const int n = nqp_session_get_panel (self->session)->n_indicators;
  g_autoptr (GArray) placings = proposed_placings (self, NULL);
  g_autofree char *words = NULL;
  /* Translators: a heading: how many indicators wait for a place */
  g_autofree char *title = g_strdup_printf (_ ("Waiting (%d)"), waiting);
  g_autofree char *tooltip = g_strdup_printf (
      ngettext ("%u indicator gets the place and direction that are proposed, in one step",
                "%u indicators get the place and direction that are proposed, in one step", placings->len),
      placings->len);

  if (nqp_session_is_unplaced (self->session))
    words = g_strdup (
        _ ("Give each indicator a direction, + or −, then drag it into a pillar, or press Enter on it and "
           "choose. The index is there as soon as one has a place."));
  else if (waiting > 0)
    words = g_strdup_printf (ngettext ("%d of %d indicators waits for its place in the index.",
                                       "%d of %d indicators wait for their place in the index.",
                                       (gulong)waiting),
                             waiting, n);
  else
    words = g_strdup (_ ("Every indicator has its place."));
  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->waiting_title, title);
  gtk_widget_set_visible (self->nothing_waits, waiting == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->take_all), waiting > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "structure.take-all", placings->len > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->take_all), tooltip);
}

/* ---- what had the focus has it again ------------------------------------------------------------------------------- */

typedef struct
{
  int side, index; /* -1 = none */
  char *code;
} Place;

static Place
note_focus (NqpStructureView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus == NULL                 ? NULL
                   : GTK_IS_LIST_BOX_ROW (focus) ? focus
                                                 : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);

  const int side = side_of (self, row);

  if (side >= 0)
    return (Place){ side, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)),
                    g_strdup (nqp_structure_row_get_code (GTK_LIST_BOX_ROW (row))) };
  return (Place){ self->asked_side, self->asked_index, NULL };
}

static void
restore_focus (NqpStructureView *self, Place *place)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; place->side >= 0 && place->code != NULL; i++)
    {
      GtkListBoxRow *at = gtk_list_box_get_row_at_index (self->lists[place->side], i);

      if (at == NULL)
        break;
      if (g_strcmp0 (nqp_structure_row_get_code (at), place->code) == 0)
        row = at;
    }
  for (int i = place->index; row == NULL && place->side >= 0 && i >= 0; i--)
    row = gtk_list_box_get_row_at_index (self->lists[place->side], i);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  g_free (place->code);
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
nqp_structure_view_update (NqpStructureView *self)
{
  Place place = note_focus (self);

  for (int side = 0; side < N_SIDES; side++)
    empty (self->lists[side]);
  fill_index (self);
  fill_waiting (self);
  say_how_many (self);
  restore_focus (self, &place);
  self->asked_side = self->asked_index = -1;
}

void
nqp_structure_view_set_session (NqpStructureView *self, NqpSession *session)
{
  g_set_object (&self->session, session);
  nqp_search_popover_set_session (NQP_SEARCH_POPOVER (self->search), session);
}

/* ---- life ---------------------------------------------------------------------------------------------------------- */

static void
nqp_structure_view_dispose (GObject *object)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (object);

  g_clear_pointer (&self->search, gtk_widget_unparent);
  g_clear_pointer (&self->pending, g_strfreev);
  g_clear_pointer (&self->pending_component, g_free);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_STRUCTURE_VIEW);
  G_OBJECT_CLASS (nqp_structure_view_parent_class)->dispose (object);
}

static void
nqp_structure_view_class_init (NqpStructureViewClass *klass)
{
  static const struct
  {
    const char *name, *type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "structure.place", "s", action_place },
    { "structure.send-back", "s", action_send_back },
    { "structure.direction", "(si)", action_direction },
    { "structure.role", "(ss)", action_role },
    { "structure.unit", "(ss)", action_unit },
    { "structure.rename", "s", action_rename },
    { "structure.rename-component", "s", action_rename },
    { "structure.move-component", "s", action_move_component },
    { "structure.take", "s", action_take },
    { "structure.take-all", NULL, action_take_all },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_structure_view_dispose;
  g_type_ensure (NQP_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, UI_PATH "nqp-structure-view.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "index_list", FALSE,
                                             G_STRUCT_OFFSET (NqpStructureView, lists[SIDE_INDEX]));
  gtk_widget_class_bind_template_child_full (widget_class, "waiting_list", FALSE,
                                             G_STRUCT_OFFSET (NqpStructureView, lists[SIDE_WAITING]));
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, nothing_waits);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, words);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, waiting_title);
  gtk_widget_class_bind_template_child (widget_class, NqpStructureView, take_all);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  for (gsize k = 0; k < G_N_ELEMENTS (actions); k++)
    gtk_widget_class_install_action (widget_class, actions[k].name, actions[k].type, actions[k].activate);
}

static void
nqp_structure_view_init (NqpStructureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asked_side = self->asked_index = -1;
  self->search = g_object_new (NQP_TYPE_PLACE_SEARCH, NULL);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
  g_signal_connect_object (self->search, "placed", G_CALLBACK (on_placed), self, G_CONNECT_SWAPPED);
  for (int side = 0; side < N_SIDES; side++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
      gtk_widget_add_controller (GTK_WIDGET (self->lists[side]), keys);
    }
  /* what is dropped where indicators wait goes back to them */
  accept_drops (self,
                gtk_widget_get_ancestor (GTK_WIDGET (self->lists[SIDE_WAITING]), GTK_TYPE_SCROLLED_WINDOW));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-structure-private.h"

#include <string.h>

#include "nqp-formula-dialog.h"
#include "nqp-goalposts-dialog.h"
#include "nqp-place-search.h"
#include "nqp-rename-dialog.h"
#include "nqp-session-structure.h"
#include "nqp-structure-row.h"

/* ---- what is meant ------------------------------------------------------------------------------------------------ */

char **
nqp_structure_chosen (GtkListBoxRow *row)
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
  for (int side = 0; side < NQP_N_SIDES; side++)
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

void
nqp_structure_place_in (NqpStructureView *self, char **codes, const char *pillar, const char *component)
{
  const NqpPlacing what
      = { .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_INDEX, .pillar = pillar, .component = component };

  place_all (self, codes, &what);
}

void
nqp_structure_send_back (NqpStructureView *self, char **codes)
{
  const NqpPlacing what = { .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_UNASSIGNED };

  place_all (self, codes, &what);
}

void
nqp_structure_set_direction (NqpStructureView *self, char **codes, int direction)
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
    nqp_structure_place_in (self, codes, pillar, component);
}

void
nqp_structure_ask (NqpStructureView *self, GtkWidget *row, char **codes, const char *component,
                   const char *pillar)
{
  graphene_rect_t bounds;

  g_clear_pointer (&self->pending, g_strfreev);
  g_free (self->pending_component);
  self->pending = codes;
  self->pending_component = g_strdup (component);
  self->asked_side = nqp_structure_side_of (self, row);
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

/* The popover is asked again and again. */
void
nqp_structure_make_search (NqpStructureView *self)
{
  self->asked_side = self->asked_index = -1;
  self->search = g_object_new (NQP_TYPE_PLACE_SEARCH, NULL);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
  g_signal_connect_object (self->search, "placed", G_CALLBACK (on_placed), self, G_CONNECT_SWAPPED);
}

/* ---- actions ------------------------------------------------------------------------------------------------------ */

static char **
codes_of (NqpStructureView *self, const char *code)
{
  GtkListBoxRow *row = find_row (self, code, FALSE);

  return row != NULL ? nqp_structure_chosen (row) : g_strsplit (code, "\n", 1);
}

static void
action_place (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  const char *code = g_variant_get_string (target, NULL);

  nqp_structure_ask (self, GTK_WIDGET (find_row (self, code, FALSE)), codes_of (self, code), NULL, NULL);
}

static void
action_send_back (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  g_auto (GStrv) codes = codes_of (self, g_variant_get_string (target, NULL));

  nqp_structure_send_back (self, codes);
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
  nqp_structure_set_direction (self, codes, direction);
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
action_goalposts (GtkWidget *widget, const char *name, GVariant *target)
{
  nqp_goalposts_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_STRUCTURE_VIEW (widget)->session,
                            g_variant_get_string (target, NULL));
}

static void
action_formula (GtkWidget *widget, const char *name, GVariant *target)
{
  nqp_formula_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_STRUCTURE_VIEW (widget)->session,
                          target != NULL ? g_variant_get_string (target, NULL) : NULL);
}

static void
action_move_component (GtkWidget *widget, const char *name, GVariant *target)
{
  NqpStructureView *self = NQP_STRUCTURE_VIEW (widget);
  const char *id = g_variant_get_string (target, NULL);

  nqp_structure_ask (self, GTK_WIDGET (find_row (self, id, TRUE)), NULL, id, NULL);
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
GArray *
nqp_structure_list_proposed (NqpStructureView *self, const char *code)
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
  g_autoptr (GArray) placings = nqp_structure_list_proposed (self, code);

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

void
nqp_structure_install_actions (GtkWidgetClass *klass)
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
    { "structure.formula", "s", action_formula },
    { "structure.derive", NULL, action_formula },
    { "structure.goalposts", "s", action_goalposts },
    { "structure.rename", "s", action_rename },
    { "structure.rename-component", "s", action_rename },
    { "structure.move-component", "s", action_move_component },
    { "structure.take", "s", action_take },
    { "structure.take-all", NULL, action_take_all },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (actions); k++)
    gtk_widget_class_install_action (klass, actions[k].name, actions[k].type, actions[k].activate);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-role-menu.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"
#include "nqp-label-parts.h"

#define AROUND 36 /* pixels beside the words: padding as in the style sheet, and the arrow */

static const NqpColumnRole order[] = {
  NQP_COLUMN_SERIES,         NQP_COLUMN_REGION, NQP_COLUMN_CODE, NQP_COLUMN_YEAR,  NQP_COLUMN_INDICATOR,
  NQP_COLUMN_INDICATOR_CODE, NQP_COLUMN_VALUE,  NQP_COLUMN_UNIT, NQP_COLUMN_GROUP, NQP_COLUMN_IGNORE,
};

typedef struct
{
  int column;
  NqpRoleChosen chosen;
  NqpWordsAsked asked;
  gpointer user_data;
  GSimpleAction *action; /* its state is the role's id */
  GSimpleAction *words;
} Role;

const char *
nqp_role_menu_name (NqpColumnRole role)
{
  switch (role)
    {
    case NQP_COLUMN_REGION:
      return C_ ("column", "Region");
    case NQP_COLUMN_CODE:
      return C_ ("column", "Region code");
    case NQP_COLUMN_YEAR:
      return C_ ("column", "Year");
    case NQP_COLUMN_INDICATOR:
      return C_ ("column", "Indicator name");
    case NQP_COLUMN_INDICATOR_CODE:
      return C_ ("column", "Indicator code");
    case NQP_COLUMN_VALUE:
      return C_ ("column", "Value");
    case NQP_COLUMN_UNIT:
      return C_ ("column", "Unit");
    case NQP_COLUMN_GROUP:
      return C_ ("column", "Group");
    case NQP_COLUMN_SERIES:
      return C_ ("column", "Indicator");
    case NQP_COLUMN_IGNORE:
    default:
      return C_ ("column", "Left out");
    }
}

static void
role_free (gpointer data)
{
  Role *self = data;

  g_object_unref (self->action);
  g_object_unref (self->words);
  g_free (self);
}

static void
on_change_state (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  Role *self = user_data;
  NqpColumnRole role;

  if (nqp_column_role_parse (g_variant_get_string (value, NULL), &role))
    self->chosen (self->column, role, self->user_data);
}

static void
on_words (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Role *self = user_data;

  self->asked (self->column, self->user_data);
}

/* Made when it is wanted: a table may have a hundred columns. */
static void
make_popover (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new (), words = g_menu_new (), roles = g_menu_new ();

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (nqp_role_menu_name (order[i]), NULL);

      g_menu_item_set_action_and_target (item, "column.role", "s", nqp_column_role_id (order[i]));
      g_menu_append_item (roles, item);
    }
  g_menu_append (words, _ ("Name, Code and Unit…"), "column.words");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (roles));
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

GtkWidget *
nqp_role_menu_new (int column, NqpRoleChosen chosen, NqpWordsAsked asked, gpointer user_data)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *role = gtk_label_new (NULL), *details = gtk_label_new (NULL);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  Role *self = g_new0 (Role, 1);

  *self
      = (Role){ column,
                chosen,
                asked,
                user_data,
                g_simple_action_new_stateful ("role", G_VARIANT_TYPE_STRING,
                                              g_variant_new_string (nqp_column_role_id (NQP_COLUMN_IGNORE))),
                g_simple_action_new ("words", NULL) };
  g_signal_connect (self->action, "change-state", G_CALLBACK (on_change_state), self);
  g_signal_connect (self->words, "activate", G_CALLBACK (on_words), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->words));
  gtk_widget_insert_action_group (button, "column", G_ACTION_GROUP (group));
  g_object_set_data_full (G_OBJECT (button), "role", self, role_free);

  for (int i = 0; i < 2; i++)
    {
      GtkLabel *label = GTK_LABEL (i == 0 ? role : details);

      gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (label, 0);
      gtk_label_set_width_chars (label, 1);
      gtk_label_set_max_width_chars (label, 1); /* as wide as the column is */
      gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
    }
  gtk_widget_add_css_class (details, "caption");
  gtk_widget_add_css_class (details, "dim-label");
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover, NULL, NULL);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "role-menu");
  return button;
}

/* The button gives its child no more than it asks for. */
void
nqp_role_menu_set_width (GtkWidget *menu, int width)
{
  gtk_widget_set_size_request (gtk_menu_button_get_child (GTK_MENU_BUTTON (menu)), width - AROUND, -1);
  gtk_widget_set_size_request (menu, width, -1);
}

/* "GDP · yuan · 2020" */
static char *
describe (const NqpLayoutColumn *column, const NqpValueWords *words)
{
  GString *text = g_string_new (NULL);
  const gboolean series = column->role == NQP_COLUMN_SERIES;

  if (!series && words->said == 0)
    return g_string_free (text, FALSE);
  if (words->name != NULL && (words->said != 0 || column->name != NULL))
    g_string_append (text, words->name);
  if (words->unit != NULL && (words->said != 0 || column->unit != NULL))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words->unit);
  if (column->year != 0)
    g_string_append_printf (text, "%s%d", text->len > 0 ? " · " : "", column->year);
  return g_string_free (text, FALSE);
}

/* What is open or likely is told by a mark and in words, not by its colour alone. */
void
nqp_role_menu_show (GtkWidget *menu, const NqpTableLayout *layout)
{
  const Role *self = g_object_get_data (G_OBJECT (menu), "role");
  const gboolean known = layout != NULL && self->column < (int)layout->columns->len;
  const NqpLayoutColumn *column = known ? nqp_table_layout_column (layout, self->column) : NULL;
  const NqpValueWords words = known ? nqp_table_layout_words (layout, self->column) : (NqpValueWords){ 0 };
  GtkWidget *role = gtk_widget_get_first_child (gtk_menu_button_get_child (GTK_MENU_BUTTON (menu)));
  GtkWidget *details = gtk_widget_get_next_sibling (role);
  const NqpLayoutDoubt doubt = column != NULL ? column->doubt : NQP_LAYOUT_SURE;
  const NqpColumnRole shown = column != NULL ? column->role : NQP_COLUMN_IGNORE;
  const char *name = nqp_role_menu_name (shown);
  g_autofree char *label = doubt == NQP_LAYOUT_SURE ? g_strdup (name) : g_strconcat (name, " ?", NULL);
  g_autofree char *said = column != NULL ? describe (column, &words) : g_strdup ("");
  g_autofree char *what = *said != '\0' ? g_strdup_printf ("%s: %s", name, said)
                          : column != NULL && *column->header != '\0'
                              ? g_strdup_printf ("%s: %s", name, column->header)
                              : g_strdup (name);
  const char *why = doubt == NQP_LAYOUT_OPEN     ? _ ("This is open: choose what the column holds.")
                    : doubt == NQP_LAYOUT_LIKELY ? _ ("This is a guess: choose another if it is wrong.")
                                                 : _ ("What the column holds");
  g_autofree char *tip = g_strdup_printf ("%s\n%s", what, why);

  g_simple_action_set_state (self->action, g_variant_new_string (nqp_column_role_id (shown)));
  g_simple_action_set_enabled (self->words, words.open != 0);
  gtk_label_set_text (GTK_LABEL (role), label);
  gtk_label_set_text (GTK_LABEL (details), said);
  gtk_widget_set_visible (details, *said != '\0');
  gtk_widget_set_tooltip_text (menu, tip);
  gtk_widget_set_sensitive (menu, column != NULL);
  nqp_widget_set_class (menu, "open", doubt == NQP_LAYOUT_OPEN);
  nqp_widget_set_class (menu, "likely", doubt == NQP_LAYOUT_LIKELY);
  nqp_widget_set_class (menu, "left-out", shown == NQP_COLUMN_IGNORE);
  /* Translators: the number of a column and what it holds */
  nqp_widget_call (menu, _ ("Column %d: %s"), self->column + 1, label);
}

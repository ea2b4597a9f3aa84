/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-choice-row.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-drop-down.h"

struct _NqpChoiceRow
{
  GtkListBoxRow parent_instance;

  const NqpChoice *const *choices;
  int n_choices;
  char *name; /* of the position shown, where it differs from the table */
  int position;

  GtkWidget *title, *menu, *summary;
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint chosen_signal;

G_DEFINE_FINAL_TYPE (NqpChoiceRow, nqp_choice_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_text (const char *msgid)
{
  return msgid != NULL && *msgid != '\0' ? _ (msgid) : "";
}

/* ---- the entries of the list ---------------------------------------------------------------------------------- */

static GtkWidget *
new_line (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
on_setup_entry (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "choice-entry");
  new_line (box, "heading");
  new_line (box, NULL);
  gtk_widget_add_css_class (new_line (box, "caption"), "dim-label");
  gtk_list_item_set_child (item, box);
}

static void
on_bind_entry (NqpChoiceRow *self, GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const NqpChoice *choice;
  const char *texts[3];

  g_return_if_fail (position < (guint)self->n_choices);
  choice = self->choices[position];
  texts[0] = get_text (choice->name);
  texts[1] = get_text (choice->summary);
  texts[2] = get_text (choice->formula);
  for (int i = 0; i < 3; i++, label = gtk_widget_get_next_sibling (label))
    {
      gtk_label_set_text (GTK_LABEL (label), texts[i]);
      gtk_widget_set_visible (label, *texts[i] != '\0');
    }
}

static void
on_setup_button (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 8); /* takes what there is; the pane's width stays */
  gtk_widget_set_hexpand (label, TRUE);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_button (NqpChoiceRow *self, GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  const char *name;

  g_return_if_fail (position < (guint)self->n_choices);
  name = get_text (self->choices[position]->name);
  if (self->name != NULL && (int)position == self->position)
    name = self->name;
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), name);
}

static GtkListItemFactory *
new_factory (NqpChoiceRow *self, GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect_object (factory, "bind", bind, self, G_CONNECT_SWAPPED);
  return factory;
}

/* ---- choosing --------------------------------------------------------------------------------------------------- */

static void
on_selected (NqpChoiceRow *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->menu));

  if (position != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, chosen_signal, 0, (int)position);
}

void
nqp_choice_row_show (NqpChoiceRow *self, int position, const char *name)
{
  g_autofree char *tooltip = NULL;

  g_return_if_fail (position >= 0 && position < self->n_choices);
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_autoptr (GtkListItemFactory) factory = NULL;

      g_free (self->name);
      self->name = g_strdup (name);
      self->position = position;
      factory = new_factory (self, G_CALLBACK (on_setup_button), G_CALLBACK (on_bind_button));
      gtk_drop_down_set_factory (GTK_DROP_DOWN (self->menu), factory); /* binds again */
    }
  self->position = position;
  nqp_control_show_selected (GTK_DROP_DOWN (self->menu), (guint)position, self);
  gtk_label_set_text (GTK_LABEL (self->summary), get_text (self->choices[position]->summary));
  tooltip = g_strdup_printf ("%s\n%s", get_text (self->choices[position]->summary),
                             get_text (self->choices[position]->formula));
  gtk_widget_set_tooltip_text (self->summary, tooltip);
}

/**
 * nqp_choice_row_set_choices:
 * @choices: (array length=n_choices): a static table
 */
void
nqp_choice_row_set_choices (NqpChoiceRow *self, const NqpChoice *const *choices, int n_choices)
{
  g_autofree const char **names = g_new0 (const char *, (gsize)n_choices + 1);
  g_autoptr (GtkListItemFactory) button = NULL;
  g_autoptr (GtkListItemFactory) entry = NULL;

  self->choices = choices;
  self->n_choices = n_choices;
  for (int i = 0; i < n_choices; i++)
    names[i] = get_text (choices[i]->name);
  button = new_factory (self, G_CALLBACK (on_setup_button), G_CALLBACK (on_bind_button));
  entry = new_factory (self, G_CALLBACK (on_setup_entry), G_CALLBACK (on_bind_entry));
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->menu), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->menu), entry);
  nqp_control_show_names (GTK_DROP_DOWN (self->menu), names, 0, self);
}

void
nqp_choice_row_set_stage (NqpChoiceRow *self, NqpStage stage)
{
  nqp_choice_row_set_choices (self, nqp_stages[stage].choices, nqp_stages[stage].n);
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
nqp_choice_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NqpChoiceRow *self = NQP_CHOICE_ROW (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->title)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nqp_choice_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NqpChoiceRow *self = NQP_CHOICE_ROW (object);

  if (id == PROP_TITLE)
    {
      gtk_label_set_text (GTK_LABEL (self->title), g_value_get_string (value));
      nqp_drop_down_tell (GTK_DROP_DOWN (self->menu), g_value_get_string (value));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nqp_choice_row_finalize (GObject *object)
{
  g_free (NQP_CHOICE_ROW (object)->name);
  G_OBJECT_CLASS (nqp_choice_row_parent_class)->finalize (object);
}

static void
nqp_choice_row_class_init (NqpChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nqp_choice_row_get_property;
  object_class->set_property = nqp_choice_row_set_property;
  object_class->finalize = nqp_choice_row_finalize;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  chosen_signal = g_signal_new ("chosen", NQP_TYPE_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpChoiceRow, title);
  gtk_widget_class_bind_template_child (widget_class, NqpChoiceRow, menu);
  gtk_widget_class_bind_template_child (widget_class, NqpChoiceRow, summary);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
nqp_choice_row_init (NqpChoiceRow *self)
{
  self->position = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "nqp-choice-row.h"
#include "nqp-control.h"
#include "nqp-number-row.h"
#include "nqp-year-scale.h"

/* A value that is shown is no choice: who owns a control hears the user alone, however the handler was connected. Run by
 * test_controls.py, which has a display. */

#define TEST_TYPE_OWNER (test_owner_get_type ())
G_DECLARE_FINAL_TYPE (TestOwner, test_owner, TEST, OWNER, AdwBin)

struct _TestOwner
{
  AdwBin parent_instance;

  GtkToggleButton *group[3];
  GtkWidget *on, *check, *names, *scale, *spin;
};

G_DEFINE_FINAL_TYPE (TestOwner, test_owner, ADW_TYPE_BIN)

static int n_heard;

static void
hear (TestOwner *self)
{
  g_assert_true (TEST_IS_OWNER (self));
  n_heard++;
}

static void
hear_selected (GtkDropDown *names, GParamSpec *pspec, TestOwner *self)
{
  hear (self);
}

static void
hear_signal (void)
{
  n_heard++;
}

static const char template[]
    = "<interface><template class='TestOwner' parent='AdwBin'><property name='child'><object class='GtkBox'>"
      "<child><object class='GtkToggleButton' id='group0'><property name='active'>yes</property>"
      "<signal name='toggled' handler='hear' swapped='yes'/></object></child>"
      "<child><object class='GtkToggleButton' id='group1'><property name='group'>group0</property>"
      "<signal name='toggled' handler='hear' swapped='yes'/></object></child>"
      "<child><object class='GtkToggleButton' id='group2'><property name='group'>group0</property>"
      "<signal name='toggled' handler='hear' swapped='yes'/></object></child>"
      "<child><object class='GtkSwitch' id='on'>"
      "<signal name='notify::active' handler='hear' swapped='yes'/></object></child>"
      "<child><object class='GtkDropDown' id='names'>"
      "<signal name='notify::selected' handler='hear_selected' swapped='no'/></object></child>"
      "<child><object class='GtkScale' id='scale'><property name='adjustment'><object class='GtkAdjustment'>"
      "<property name='upper'>10</property></object></property>"
      "<signal name='value-changed' handler='hear' swapped='yes'/></object></child>"
      "<child><object class='GtkSpinButton' id='spin'><property name='adjustment'><object "
      "class='GtkAdjustment'>"
      "<property name='upper'>10</property></object></property></object></child>"
      "<child><object class='GtkCheckButton' id='check'/></child>"
      "</object></property></template></interface>";

static void
test_owner_class_init (TestOwnerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  g_autoptr (GBytes) bytes = g_bytes_new_static (template, sizeof template - 1);

  gtk_widget_class_set_template (widget_class, bytes);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("group%d", i);

      gtk_widget_class_bind_template_child_full (
          widget_class, name, FALSE, G_STRUCT_OFFSET (TestOwner, group) + i * (gssize)sizeof (gpointer));
    }
  gtk_widget_class_bind_template_child (widget_class, TestOwner, on);
  gtk_widget_class_bind_template_child (widget_class, TestOwner, check);
  gtk_widget_class_bind_template_child (widget_class, TestOwner, names);
  gtk_widget_class_bind_template_child (widget_class, TestOwner, scale);
  gtk_widget_class_bind_template_child (widget_class, TestOwner, spin);
  gtk_widget_class_bind_template_callback (widget_class, hear);
  gtk_widget_class_bind_template_callback (widget_class, hear_selected);
}

static void
test_owner_init (TestOwner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->spin, "value-changed", G_CALLBACK (hear), self);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (hear), self, G_CONNECT_SWAPPED);
}

static TestOwner *
new_owner (void)
{
  TestOwner *self = g_object_ref_sink (g_object_new (TEST_TYPE_OWNER, NULL));

  n_heard = 0;
  return self;
}

static void
test_numbers (void)
{
  g_autoptr (TestOwner) self = new_owner ();

  nqp_control_show_number (self->scale, 5, self);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (self->scale)), ==, 5);
  nqp_control_show_number (self->spin, 5, self);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin)), ==, 5);
  nqp_control_show_number_of (GTK_SPIN_BUTTON (self->spin), 3, 4, self); /* the range alone would change it */
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin)), ==, 3);
  g_assert_cmpint (n_heard, ==, 0);
  gtk_range_set_value (GTK_RANGE (self->scale), 6);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spin), 2);
  g_assert_cmpint (n_heard, ==, 2);
}

static void
test_switches (void)
{
  g_autoptr (TestOwner) self = new_owner ();

  nqp_control_show_active (self->on, TRUE, self);
  nqp_control_show_active (self->check, TRUE, self);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (self->on)));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
  for (int i = 2; i >= 0; i--)
    {
      nqp_control_show_one_of (self->group, 3, i, self);
      for (int k = 0; k < 3; k++)
        g_assert_true (gtk_toggle_button_get_active (self->group[k]) == (k == i));
    }
  g_assert_cmpint (n_heard, ==, 0);
  gtk_switch_set_active (GTK_SWITCH (self->on), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), FALSE);
  gtk_toggle_button_set_active (self->group[1], TRUE); /* the one that is left, too */
  g_assert_cmpint (n_heard, ==, 4);
}

static void
test_names (void)
{
  static const char *const three[] = { "a", "b", "c", NULL }, *const two[] = { "a", "c", NULL };
  g_autoptr (TestOwner) self = new_owner ();
  GtkDropDown *names = GTK_DROP_DOWN (self->names);
  GListModel *model;

  nqp_control_show_names (names, three, 2, self);
  model = gtk_drop_down_get_model (names);
  nqp_control_show_names (names, three, 1, self);
  g_assert_true (gtk_drop_down_get_model (names) == model); /* an open list stays */
  g_assert_cmpuint (gtk_drop_down_get_selected (names), ==, 1);
  nqp_control_show_names (names, two, 1, self);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (names)), ==, 2);
  nqp_control_show_names (names, two + 2, GTK_INVALID_LIST_POSITION, self);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (names)), ==, 0);
  nqp_control_show_names (names, three, 2, self);
  nqp_control_show_selected (names, 0, self);
  g_assert_cmpint (n_heard, ==, 0);
  gtk_drop_down_set_selected (names, 1);
  g_assert_cmpint (n_heard, ==, 1);
}

/* Widgets of ours that say what was chosen: not when they are filled. */
static void
test_rows (void)
{
  static const int years[] = { 2016, 2017, 2018 };
  GtkAdjustment *adjustment = gtk_adjustment_new (3, 1, 10, 1, 1, 0);
  NqpNumberRow *number
      = g_object_ref_sink (g_object_new (NQP_TYPE_NUMBER_ROW, "adjustment", adjustment, "digits", 1, NULL));
  NqpChoiceRow *choice = g_object_ref_sink (g_object_new (NQP_TYPE_CHOICE_ROW, NULL));
  NqpYearScale *scale = g_object_ref_sink (g_object_new (NQP_TYPE_YEAR_SCALE, NULL));

  n_heard = 0;
  g_signal_connect (number, "entered", G_CALLBACK (hear_signal), NULL);
  g_signal_connect (choice, "chosen", G_CALLBACK (hear_signal), NULL);
  g_signal_connect (scale, "picked", G_CALLBACK (hear_signal), NULL);
  nqp_number_row_show (number, 7);
  nqp_choice_row_set_stage (choice, NQP_STAGE_NORMALISE);
  nqp_choice_row_show (choice, 3, NULL);
  nqp_choice_row_show (choice, 1, "another name");
  nqp_year_scale_set_years (scale, years, 3);
  nqp_year_scale_show (scale, 2);
  nqp_year_scale_set_years (scale, years, 2);
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC; g_get_monotonic_time () < end;)
    {
      g_main_context_iteration (NULL, FALSE); /* a number comes to rest first */
      g_usleep (10000);
    }
  g_assert_cmpint (n_heard, ==, 0);
  g_object_unref (number);
  g_object_unref (choice);
  g_object_unref (scale);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/controls/numbers", test_numbers);
  g_test_add_func ("/controls/switches", test_switches);
  g_test_add_func ("/controls/names", test_names);
  g_test_add_func ("/controls/rows", test_rows);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-values-view.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "nqp-class-parts.h"
#include "nqp-control.h"
#include "nqp-drop-down.h"
#include "nqp-label-parts.h"
#include "nqp-number.h"
#include "nqp-years-dialogs.h"

/* Which of the three is shown, kept with the project. */
#define STATE_KIND "values.kind"

struct _NqpValuesView
{
  AdwBin parent_instance;

  NqpSession *session;
  GtkToggleButton *of_variable, *of_region, *of_year;
  GtkDropDown *thing;
  GtkEditable *filter;
  GtkMenuButton *sort;
  GtkToggleButton *find;
  GtkRevealer *find_bar;
  GtkEditable *term, *by;
  NqpGrid *grid;
  GtkLabel *cell, *block;
  GtkWidget *nothing;

  NqpGridKind kind;
  char *code;          /* of the indicator or series that is shown with its regions and years */
  NqpProject *project; /* of what is shown: to be compared, not used */
};

G_DEFINE_FINAL_TYPE (NqpValuesView, nqp_values_view, ADW_TYPE_BIN)

/* ---- what is shown ------------------------------------------------------------------------------------------------ */

/* Of the measure, where it is an indicator; else NULL. */
static const char *
code_of_measure (NqpValuesView *self)
{
  const NqpTree *tree = nqp_session_get_tree (self->session);
  const int node = nqp_session_get_measure (self->session);
  const int indicator = tree != NULL && node >= 0 && node < tree->n_nodes ? tree->nodes[node].indicator : -1;

  return indicator >= 0 ? nqp_session_get_panel (self->session)->indicators[indicator].code : NULL;
}

/* What the session looks at, among the things of @values. */
static int
find_at (NqpValuesView *self, const NqpValueGrid *values)
{
  switch (self->kind)
    {
    case NQP_GRID_OF_REGION:
      return CLAMP (nqp_session_get_focus (self->session), 0, values->panel->n_regions - 1);
    case NQP_GRID_OF_YEAR:
      return CLAMP (nqp_session_get_year (self->session), 0, values->panel->n_years - 1);
    case NQP_GRID_OF_VARIABLE:
    default:
      return MAX (nqp_value_grid_find_variable (values, self->code), 0);
    }
}

static void
show_things (NqpValuesView *self, const NqpValueGrid *values)
{
  static const char *const titles[] = { N_ ("Indicator"), N_ ("Region"), N_ ("Year") };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const NqpPanel *panel = values->panel;

  if (self->kind == NQP_GRID_OF_VARIABLE)
    for (guint v = 0; v < values->variables->len; v++)
      g_ptr_array_add (names, (gpointer)nqp_value_grid_variable_name (values, (int)v));
  else if (self->kind == NQP_GRID_OF_REGION)
    for (int i = 0; i < panel->n_regions; i++)
      g_ptr_array_add (names, (gpointer)nqp_panel_place_name (panel, i, values->lang));
  else
    for (int t = 0; t < panel->n_years; t++)
      g_ptr_array_add (names, g_ptr_array_index (values->years, t));
  g_ptr_array_add (names, NULL);
  nqp_drop_down_tell (self->thing, _ (titles[self->kind]));
  nqp_control_show_names (self->thing, (const char *const *)names->pdata, (guint)values->at, self);
}

/* @keep: the same cell stays chosen */
static void
show (NqpValuesView *self, gboolean keep)
{
  NqpPanel *panel = self->session != NULL ? nqp_session_get_panel (self->session) : NULL;
  const NqpValueGrid *before = nqp_grid_get_values (self->grid);
  NqpValueGrid *values;

  if (panel == NULL || panel->n_regions == 0 || panel->n_years == 0 || panel->n_series == 0)
    {
      nqp_grid_show (self->grid, NULL, FALSE);
      gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
      gtk_widget_set_visible (self->nothing, panel != NULL);
      return;
    }
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  values = nqp_value_grid_new (panel, nqp_session_get_scores (self->session),
                               nqp_session_get_lang (self->session), self->kind, 0);
  values->at = find_at (self, values);
  if (before != NULL && before->kind == self->kind)
    nqp_value_grid_arrange (values,
                            before->sorted_by < values->n_columns ? before->sorted_by : NQP_GRID_UNSORTED,
                            before->descending, before->filter);
  else
    {
      nqp_control_block (self->filter, self);
      gtk_editable_set_text (self->filter, "");
      nqp_control_unblock (self->filter, self);
    }
  show_things (self, values);
  nqp_grid_show (self->grid, values, keep && before != NULL);
}

static void
take_code (NqpValuesView *self, const char *code)
{
  g_autofree char *kept = g_strdup (code);

  g_free (self->code);
  self->code = g_steal_pointer (&kept);
}

/* Another project: as it was left. */
static void
restore (NqpValuesView *self)
{
  GtkToggleButton *const kinds[] = { self->of_variable, self->of_region, self->of_year };
  g_autofree char *kind = nqp_session_get_state (self->session, STATE_KIND);

  self->project = nqp_session_get_project (self->session);
  self->kind = kind != NULL ? (NqpGridKind)CLAMP (atoi (kind), 0, (int)G_N_ELEMENTS (kinds) - 1)
                            : NQP_GRID_OF_VARIABLE;
  nqp_control_show_one_of (kinds, G_N_ELEMENTS (kinds), (int)self->kind, self);
  take_code (self, code_of_measure (self));
  show (self, FALSE);
}

void
nqp_values_view_changed (NqpValuesView *self, guint flags)
{
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);
  const char *measured = code_of_measure (self);

  if (self->project != nqp_session_get_project (self->session))
    {
      restore (self);
      return;
    }
  if ((flags & NQP_CHANGE_MEASURE) != 0 && measured != NULL)
    take_code (self, measured);
  if (values == NULL || values->at != find_at (self, values))
    show (self, TRUE);
  else if ((flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES)) == 0)
    return;
  else if (!nqp_grid_refresh (self->grid, nqp_session_get_panel (self->session),
                              nqp_session_get_scores (self->session)))
    show (self, TRUE);
  else if ((flags & NQP_CHANGE_PROJECT) != 0)
    show_things (self, nqp_grid_get_values (self->grid)); /* names may be others */
}

/* ---- choosing ---------------------------------------------------------------------------------------------------- */

static void
on_kind (NqpValuesView *self)
{
  const NqpGridKind kind = gtk_toggle_button_get_active (self->of_region) ? NQP_GRID_OF_REGION
                           : gtk_toggle_button_get_active (self->of_year) ? NQP_GRID_OF_YEAR
                                                                          : NQP_GRID_OF_VARIABLE;
  g_autofree char *text = NULL;

  if (kind == self->kind || self->session == NULL)
    return;
  self->kind = kind;
  text = g_strdup_printf ("%d", kind);
  nqp_session_set_state (self->session, STATE_KIND, text);
  show (self, FALSE);
}

/* What is chosen here is looked at on every page. */
static void
on_thing (NqpValuesView *self)
{
  const guint selected = gtk_drop_down_get_selected (self->thing);
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);
  const NqpTree *tree = nqp_session_get_tree (self->session);

  if (selected == GTK_INVALID_LIST_POSITION || values == NULL || (int)selected == values->at)
    return;
  if (self->kind == NQP_GRID_OF_REGION)
    nqp_session_set_focus (self->session, (int)selected);
  else if (self->kind == NQP_GRID_OF_YEAR)
    nqp_session_set_year (self->session, (int)selected);
  else
    {
      const int indicator = nqp_value_grid_variable (values, (int)selected)->indicator;

      take_code (self, nqp_value_grid_variable_code (values, (int)selected));
      for (int k = 0; tree != NULL && indicator >= 0 && k < tree->n_leaves; k++)
        if (tree->nodes[tree->leaves[k]].indicator == indicator)
          nqp_session_set_measure (self->session, tree->leaves[k]);
    }
  show (self, TRUE);
}

static void
on_filter (NqpValuesView *self)
{
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);

  if (values != NULL)
    nqp_grid_arrange (self->grid, values->sorted_by, values->descending,
                      gtk_editable_get_text (self->filter));
}

static void
on_filter_stopped (NqpValuesView *self)
{
  gtk_editable_set_text (self->filter, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
act_sort (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (NQP_VALUES_VIEW (widget)->grid), "grid.sort", parameter);
}

static void
act_add_year (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_years_ask_add (widget, NQP_VALUES_VIEW (widget)->session);
}

/* That of the cell the keyboard is on. */
static void
act_remove_year (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpValuesView *self = NQP_VALUES_VIEW (widget);
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);
  int row, column, v, year, region;

  nqp_grid_get_cursor (self->grid, &row, &column);
  if (values == NULL || row >= values->n_rows || column >= values->n_columns)
    return;
  nqp_value_grid_locate (values, row, column, &v, &year, &region);
  nqp_years_ask_remove (widget, self->session, year);
}

NqpGrid *
nqp_values_view_show_whole (NqpValuesView *self, NqpGridKind kind, const char *code)
{
  GtkToggleButton *const kinds[] = { self->of_variable, self->of_region, self->of_year };

  gtk_editable_set_text (self->filter, "");
  gtk_toggle_button_set_active (kinds[kind], TRUE);
  if (code != NULL)
    take_code (self, code);
  show (self, TRUE);
  return self->grid;
}

/* ---- where one is ------------------------------------------------------------------------------------------------- */

static void
on_moved (NqpValuesView *self)
{
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);
  g_autofree char *cell = NULL, *block = NULL;
  NqpGridRange range;
  int row, column;

  if (values == NULL || values->n_rows == 0 || values->n_columns == 0)
    {
      gtk_label_set_text (self->cell, values != NULL ? _ ("No row has that in its name") : "");
      gtk_label_set_text (self->block, "");
      return;
    }
  nqp_grid_get_cursor (self->grid, &row, &column);
  nqp_grid_get_range (self->grid, &range);
  cell = nqp_value_grid_describe (values, row, column);
  block = range.n_rows * range.n_columns > 1
              ? nqp_value_grid_describe_block (values, &range)
              : g_strdup_printf (_ ("Rows: %d, columns: %d"), values->n_rows, values->n_columns);
  gtk_label_set_text (self->cell, cell);
  gtk_label_set_text (self->block, block);
}

/* ---- find and replace ---------------------------------------------------------------------------------------------- */

void
nqp_values_view_find (NqpValuesView *self)
{
  gtk_revealer_set_reveal_child (self->find_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->term));
}

static void
on_find_revealed (NqpValuesView *self)
{
  gtk_widget_grab_focus (gtk_revealer_get_reveal_child (self->find_bar) ? GTK_WIDGET (self->term)
                                                                        : GTK_WIDGET (self->grid));
}

static gboolean
get_term (NqpValuesView *self, NqpGridTerm *out_term)
{
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);

  return values != NULL && nqp_grid_term_parse (out_term, gtk_editable_get_text (self->term));
}

static void
find (NqpValuesView *self, gboolean backwards)
{
  g_auto (NqpGridTerm) term = { 0 };
  gboolean found = FALSE;
  int row, column;

  if (!get_term (self, &term))
    return;
  nqp_grid_get_cursor (self->grid, &row, &column);
  found = nqp_value_grid_find (nqp_grid_get_values (self->grid), &term, backwards, &row, &column);
  nqp_widget_set_class (GTK_WIDGET (self->term), "error", !found);
  if (found)
    nqp_grid_move_to (self->grid, row, column, FALSE);
  else
    nqp_session_message (self->session, _ ("Not found in the rows that are shown"), NULL, NULL);
}

static void
on_find_next (NqpValuesView *self)
{
  find (self, FALSE);
}

static void
on_find_previous (NqpValuesView *self)
{
  find (self, TRUE);
}

/* FALSE: nothing was replaced */
static gboolean
replace (NqpValuesView *self, const NqpGridRange *range, gboolean say_none)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (NqpCellValue));
  g_auto (NqpGridTerm) term = { 0 };
  g_autoptr (GError) error = NULL;

  if (!get_term (self, &term))
    return FALSE;
  if (!nqp_value_grid_replace (nqp_grid_get_values (self->grid), range, &term,
                               gtk_editable_get_text (self->by), cells, &error))
    nqp_session_message (self->session, error->message, NULL, NULL);
  else if (cells->len > 0)
    return nqp_grid_write (self->grid, cells, NQP_VALUES_REPLACED);
  else if (say_none)
    nqp_session_message (self->session, _ ("Not found in the rows that are shown"), NULL, NULL);
  return FALSE;
}

static void
on_replace (NqpValuesView *self)
{
  NqpGridRange here = { 0, 0, 1, 1 };

  nqp_grid_get_cursor (self->grid, &here.row, &here.column);
  replace (self, &here, FALSE);
  find (self, FALSE);
}

static void
on_replace_all (NqpValuesView *self)
{
  const NqpValueGrid *values = nqp_grid_get_values (self->grid);
  NqpGridRange range;

  if (values == NULL)
    return;
  nqp_grid_get_range (self->grid, &range);
  if (range.n_rows * range.n_columns == 1)
    range = (NqpGridRange){ 0, 0, values->n_rows, values->n_columns };
  replace (self, &range, TRUE);
}

static gboolean
on_find_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             NqpValuesView *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_revealer_set_reveal_child (self->find_bar, FALSE);
  return GDK_EVENT_STOP;
}

/* ---- life -------------------------------------------------------------------------------------------------------- */

void
nqp_values_view_set_session (NqpValuesView *self, NqpSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  nqp_grid_set_session (self->grid, session);
}

static void
nqp_values_view_dispose (GObject *object)
{
  NqpValuesView *self = NQP_VALUES_VIEW (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_VALUES_VIEW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_values_view_parent_class)->dispose (object);
}

static void
nqp_values_view_finalize (GObject *object)
{
  g_free (NQP_VALUES_VIEW (object)->code);
  G_OBJECT_CLASS (nqp_values_view_parent_class)->finalize (object);
}

static void
nqp_values_view_class_init (NqpValuesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_values_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_values_view_finalize;
  g_type_ensure (NQP_TYPE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-values-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, of_variable);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, of_region);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, of_year);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, thing);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, filter);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, sort);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, find);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, find_bar);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, term);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, by);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, grid);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, cell);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, block);
  gtk_widget_class_bind_template_child (widget_class, NqpValuesView, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_thing);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_find_revealed);
  gtk_widget_class_bind_template_callback (widget_class, on_find_next);
  gtk_widget_class_bind_template_callback (widget_class, on_find_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_replace);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_all);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_install_action (widget_class, "values.sort", "s", act_sort);
  gtk_widget_class_install_action (widget_class, "values.add-year", NULL, act_add_year);
  gtk_widget_class_install_action (widget_class, "values.remove-year", NULL, act_remove_year);
}

static void
nqp_values_view_init (NqpValuesView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_cut_names (self->thing, 48, 60);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_find_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->find_bar), keys);
  nqp_label_tell_when_cut (GTK_WIDGET (self->cell));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-files.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-label-parts.h"
#include "nqp-words.h"

#define TABLES "*.csv;*.tsv;*.tab;*.txt"
#define BOOKS TABLES ";*.xlsx;*.ods;*.xls;*.dta;*.sav"
#define OUTLINES "*.geojson;*.json;*.topojson;*.shp;*.gpkg;*.kml;*.kmz"

static const NqpImportFileWords words[NQP_IMPORT_N_FILES] = {
  [NQP_IMPORT_DATA]
  = { N_ ("Data"), N_ ("Needed: region, year, and a column for each series, or one value a row"), BOOKS },
  [NQP_IMPORT_INDICATORS] = { N_ ("Indicators"), N_ ("Pillar, component, direction, unit, formula"), TABLES },
  [NQP_IMPORT_REGIONS] = { N_ ("Regions"), N_ ("Names in both languages, group, position"), TABLES },
  [NQP_IMPORT_BOUNDARIES]
  = { N_ ("Boundaries"),
      N_ ("Polygons with the regions’ codes: GeoJSON, Shapefile, GeoPackage, KML, TopoJSON"), OUTLINES },
  [NQP_IMPORT_NEIGHBOURS] = { N_ ("Neighbours"), N_ ("Pairs of regions that share a border"), TABLES },
  [NQP_IMPORT_SERIES] = { N_ ("Series"), N_ ("Names, units and sources of the data’s columns"), TABLES },
  [NQP_IMPORT_FLAGS] = { N_ ("Flags"), N_ ("Values that look like misprints"), TABLES },
  [NQP_IMPORT_CHECKS] = { N_ ("Checks"), N_ ("Findings about the values that are accepted"), TABLES },
  [NQP_IMPORT_NAMES] = { N_ ("Names"), N_ ("What names of regions mean: name and code"), TABLES },
};

struct _NqpImportFiles
{
  AdwBin parent_instance;

  NqpImportPlan *plan;
  AdwEntryRow *title;
  AdwActionRow *target;
  AdwExpanderRow *expander;
  AdwActionRow *rows[NQP_IMPORT_N_FILES]; /* but of the data */
  GtkWidget *clears[NQP_IMPORT_N_FILES];
  GtkWidget *skip;
  GtkWidget *project; /* what a new one needs */
};

G_DEFINE_FINAL_TYPE (NqpImportFiles, nqp_import_files, ADW_TYPE_BIN)

static guint changed_signal, choose_signal, choose_target_signal;

const NqpImportFileWords *
nqp_import_file_words (NqpImportFile which)
{
  return &words[which];
}

const char *
nqp_import_file_patterns (NqpImportFile which, gboolean adds)
{
  return adds && which == NQP_IMPORT_DATA ? BOOKS ";" OUTLINES : words[which].patterns;
}

static void
on_row (GtkWidget *row, NqpImportFiles *self)
{
  for (int i = 1; i < NQP_IMPORT_N_FILES; i++)
    if (GTK_WIDGET (self->rows[i]) == row)
      g_signal_emit (self, choose_signal, 0, i);
}

static void
on_clear (GtkWidget *button, NqpImportFiles *self)
{
  for (int i = 1; i < NQP_IMPORT_N_FILES; i++)
    if (self->clears[i] == button)
      {
        nqp_import_plan_set_file (self->plan, (NqpImportFile)i, NULL);
        nqp_import_files_show (self, self->plan);
        g_signal_emit (self, changed_signal, 0);
      }
}

static void
on_target (NqpImportFiles *self)
{
  g_signal_emit (self, choose_target_signal, 0);
}

static void
on_title (NqpImportFiles *self)
{
  g_free (self->plan->title);
  self->plan->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
  nqp_import_files_show (self, self->plan);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_skip (NqpImportFiles *self)
{
  self->plan->skip_bad_rows = gtk_switch_get_active (GTK_SWITCH (self->skip));
  g_signal_emit (self, changed_signal, 0);
}

/* ---- showing ------------------------------------------------------------------------------------------------------ */

static void
show_file (NqpImportFiles *self, int which)
{
  const char *path = self->plan->files[which];
  g_autofree char *shown = path != NULL ? nqp_words_path (path) : g_strdup (_ (words[which].subtitle));
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  adw_action_row_set_subtitle (self->rows[which], escaped);
  gtk_widget_set_visible (self->clears[which], path != NULL);
}

static void
show_target (NqpImportFiles *self)
{
  g_autofree char *path = self->plan->target != NULL ? g_strdup (self->plan->target)
                                                     : nqp_import_plan_suggest_name (self->plan);
  g_autofree char *shown = nqp_words_path (path);
  /* Translators: the path of a file that is suggested */
  g_autofree char *text = self->plan->target != NULL
                              ? g_strdup (shown)
                              : g_strdup_printf (_ ("Asked for at the end; suggested: %s"), shown);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (self->target, escaped);
}

void
nqp_import_files_show (NqpImportFiles *self, NqpImportPlan *plan)
{
  const gboolean adds = plan->into != NULL;
  int n = 0;

  self->plan = plan;
  if (adds == gtk_widget_get_visible (self->project))
    {
      gtk_widget_set_visible (self->project, !adds);
      adw_expander_row_set_expanded (self->expander, adds);
    }
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->title)), plan->title))
    {
      nqp_control_block (self->title, self);
      gtk_editable_set_text (GTK_EDITABLE (self->title), plan->title);
      nqp_control_unblock (self->title, self);
    }
  nqp_control_show_active (self->skip, plan->skip_bad_rows, self);
  for (int i = 1; i < NQP_IMPORT_N_FILES; i++)
    {
      show_file (self, i);
      n += plan->files[i] != NULL;
    }
  if (n > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%d file", "%d files", (gulong)n), n);

      adw_expander_row_set_subtitle (self->expander, text);
    }
  else
    adw_expander_row_set_subtitle (
        self->expander,
        adds ? _ ("Indicators, regions, boundaries, neighbours, series, flags, names")
             : _ ("Indicators, regions, boundaries, neighbours, series, flags, names: all may come later"));
  show_target (self);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static AdwActionRow *
make_row (const char *title, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  return ADW_ACTION_ROW (row);
}

static void
add_file (NqpImportFiles *self, int which)
{
  AdwActionRow *row = make_row (_ (words[which].title), "document-open-symbolic");
  GtkWidget *clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  gtk_widget_set_valign (clear, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (clear, "flat");
  gtk_widget_set_tooltip_text (clear, _ ("Leave the file out"));
  nqp_widget_call (clear, _ ("Leave the file out: %s"), _ (words[which].title));
  g_signal_connect (clear, "clicked", G_CALLBACK (on_clear), self);
  g_signal_connect (row, "activated", G_CALLBACK (on_row), self);
  adw_action_row_add_suffix (row, clear);
  adw_expander_row_add_row (self->expander, GTK_WIDGET (row));
  self->rows[which] = row;
  self->clears[which] = clear;
}

static GtkWidget *
make_skip_row (NqpImportFiles *self)
{
  GtkWidget *row = adw_action_row_new ();

  self->skip = gtk_switch_new ();
  gtk_widget_set_valign (self->skip, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Leave out bad rows"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Each is reported; otherwise one bad row stops the import"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->skip);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->skip);
  g_signal_connect_swapped (self->skip, "notify::active", G_CALLBACK (on_skip), self);
  return row;
}

static void
nqp_import_files_class_init (NqpImportFilesClass *klass)
{
  changed_signal = g_signal_new ("changed", NQP_TYPE_IMPORT_FILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  choose_signal = g_signal_new ("choose", NQP_TYPE_IMPORT_FILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  choose_target_signal = g_signal_new ("choose-target", NQP_TYPE_IMPORT_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
nqp_import_files_init (NqpImportFiles *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *project = adw_preferences_group_new (), *files = adw_preferences_group_new ();

  self->title = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title), _ ("Title"));
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (on_title), self);
  self->target = make_row (_ ("Where to Keep the Project"), "document-save-symbolic");
  g_signal_connect_swapped (self->target, "activated", G_CALLBACK (on_target), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (project), GTK_WIDGET (self->title));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (project), GTK_WIDGET (self->target));

  self->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _ ("Further Files"));
  for (int i = 1; i < NQP_IMPORT_N_FILES; i++)
    add_file (self, i);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (files), GTK_WIDGET (self->expander));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (files), make_skip_row (self));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (project));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (files));
  self->project = project;
  adw_bin_set_child (ADW_BIN (self), page);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-name-list.h"

#include <glib/gi18n.h>

#include "nqp-drop-down.h"
#include "nqp-names-memory.h"

#define MOST_ROWS 200 /* at a time: the others follow when these are settled */

struct _NqpNameList
{
  AdwBin parent_instance;

  NqpImportPlan *plan;
  GtkStringList *regions; /* as they are shown, in the order of ... */
  GPtrArray *codes;       /* ... their codes */
  GPtrArray *rows;        /* (element-type AdwActionRow), of "name" */
  AdwPreferencesGroup *group;
  GHashTable *proposed; /* name -> code: of other projects, asked about once */
  gboolean adds;        /* the rows are of data that are added to a project */
};

G_DEFINE_FINAL_TYPE (NqpNameList, nqp_name_list, ADW_TYPE_BIN)

static guint changed_signal;

/* What the menu of a name offers: nothing, to leave it out, a new region, proposals, all regions. */
typedef struct
{
  NqpNameList *owner;
  char *name;
  char **proposals;
  char *rows;     /* "3 rows, the first is row 2", or NULL */
  GtkWidget *row; /* that it is in */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_free (self->name);
  g_free (self->rows);
  g_strfreev (self->proposals);
  g_free (self);
}

/* What stands before the proposals; where data are added, also that the name is a region of its own. */
static guint
n_fixed (const NqpNameList *self)
{
  return self->plan->into != NULL ? 3 : 2;
}

static gboolean
is_new_region (const Choice *self, guint chosen)
{
  return chosen == 2 && self->owner->plan->into != NULL;
}

static const char *
chosen_code (const Choice *self, guint chosen)
{
  const guint n = g_strv_length (self->proposals);

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (chosen == 1)
    return "";
  if (is_new_region (self, chosen))
    return self->name;
  chosen -= n_fixed (self->owner);
  if (chosen < n)
    return self->proposals[chosen];
  return chosen - n < self->owner->codes->len ? self->owner->codes->pdata[chosen - n] : NULL;
}

static guint
find_code (const Choice *self, const char *code)
{
  const guint n = g_strv_length (self->proposals);

  if (code == NULL)
    return 0;
  if (*code == '\0')
    return 1;
  for (guint i = n_fixed (self->owner); i < n_fixed (self->owner) + n + self->owner->codes->len; i++)
    if (g_strcmp0 (chosen_code (self, i), code) == 0)
      return i;
  return is_new_region (self, 2) && g_str_equal (code, self->name) ? 2 : 0;
}

/* Is the name taken as it was settled in another project? */
static gboolean
is_proposed (const NqpNameList *self, const char *name)
{
  const char *code = g_hash_table_lookup (self->plan->names, name);

  return code != NULL && g_strcmp0 (g_hash_table_lookup (self->proposed, name), code) == 0;
}

static void
show_subtitle (const Choice *self)
{
  const char *before = is_proposed (self->owner, self->name) ? _ ("as settled before") : NULL;
  g_autofree char *both = before != NULL && self->rows != NULL
                              ? g_strdup_printf ("%s · %s", before, self->rows)
                              : g_strdup (before != NULL ? before : self->rows);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), both != NULL ? both : "");
}

static void
on_chosen (NqpNameList *self, GParamSpec *spec, GtkDropDown *menu)
{
  const Choice *choice = g_object_get_data (G_OBJECT (menu), "choice");

  nqp_import_plan_set_name (self->plan, choice->name,
                            chosen_code (choice, gtk_drop_down_get_selected (menu)));
  show_subtitle (choice);
  g_signal_emit (self, changed_signal, 0);
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

static const char *
shown_region (const NqpNameList *self, const char *code)
{
  for (guint i = 0; i < self->codes->len; i++)
    if (g_str_equal (self->codes->pdata[i], code))
      return gtk_string_list_get_string (self->regions, i);
  return code;
}

static GListModel *
make_model (NqpNameList *self, const Choice *choice)
{
  g_autoptr (GtkStringList) head = gtk_string_list_new (NULL);
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  gtk_string_list_append (head, _ ("Not settled yet"));
  gtk_string_list_append (head, _ ("Leave its rows out"));
  if (self->plan->into != NULL)
    gtk_string_list_append (head, _ ("A new region"));
  for (guint i = 0; choice->proposals[i] != NULL; i++)
    {
      /* Translators: a region that a name probably means */
      g_autofree char *text = g_strdup_printf (_ ("Perhaps %s"), shown_region (self, choice->proposals[i]));

      gtk_string_list_append (head, text);
    }
  g_list_store_append (parts, head);
  g_list_store_append (parts, self->regions);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
add_row (NqpNameList *self, const char *name, const NqpNameQuestion *question)
{
  GtkWidget *row = adw_action_row_new (), *menu;
  Choice *choice = g_new0 (Choice, 1);
  g_autofree char *what = g_strdup_printf (_ ("What “%s” means"), name);

  *choice = (Choice){ self, g_strdup (name),
                      question != NULL ? g_strdupv (question->codes) : g_new0 (char *, 1), NULL, row };
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  if (question != NULL && question->n_rows > 0)
    choice->rows = g_strdup_printf (
        ngettext ("%d row, row %d", "%d rows, the first is row %d", (gulong)question->n_rows),
        question->n_rows, question->line);
  show_subtitle (choice);
  menu = gtk_drop_down_new (make_model (self, choice),
                            gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (menu), TRUE);
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (menu, 260, -1);
  g_object_set_data_full (G_OBJECT (menu), "choice", choice, choice_free);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (menu),
                              find_code (choice, g_hash_table_lookup (self->plan->names, name)));
  nqp_drop_down_tell (GTK_DROP_DOWN (menu), what);
  g_signal_connect_swapped (menu, "notify::selected", G_CALLBACK (on_chosen), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), menu);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static gboolean
has_row (const NqpNameList *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (g_object_get_data (self->rows->pdata[i], "name"), name))
      return TRUE;
  return FALSE;
}

static void
empty (NqpNameList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

/* TRUE: others than before. */
static gboolean
take_regions (NqpNameList *self, const GPtrArray *regions)
{
  gboolean same = self->codes->len == (regions != NULL ? regions->len : 0);

  for (guint i = 0; same && i < self->codes->len; i++)
    same = g_str_equal (((const NqpNamedRegion *)regions->pdata[i])->code, self->codes->pdata[i]);
  if (same)
    return FALSE;
  g_ptr_array_set_size (self->codes, 0);
  g_clear_object (&self->regions);
  self->regions = gtk_string_list_new (NULL);
  for (guint i = 0; regions != NULL && i < regions->len; i++)
    {
      const NqpNamedRegion *region = regions->pdata[i];

      g_ptr_array_add (self->codes, g_strdup (region->code));
      gtk_string_list_append (self->regions, region->shown);
    }
  return TRUE;
}

gboolean
nqp_name_list_propose (NqpNameList *self, NqpImportPlan *plan, const NqpImportTrial *trial)
{
  g_autoptr (NqpNamesMemory) memory = NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean any = FALSE;

  for (guint i = 0; trial->regions != NULL && i < trial->regions->len; i++)
    g_hash_table_add (codes, ((const NqpNamedRegion *)trial->regions->pdata[i])->code);
  for (guint i = 0; trial->names != NULL && i < trial->names->len; i++)
    {
      const char *name = ((const NqpNameQuestion *)trial->names->pdata[i])->name, *code;

      if (g_hash_table_contains (self->proposed, name) || g_hash_table_contains (plan->names, name))
        continue;
      memory = memory != NULL ? memory : nqp_names_memory_load ();
      code = nqp_names_memory_find (memory, name, codes);
      if (code == NULL)
        continue;
      g_hash_table_insert (self->proposed, g_strdup (name), g_strdup (code));
      nqp_import_plan_set_name (plan, name, code);
      any = TRUE;
    }
  return any;
}

guint
nqp_name_list_n_proposed (NqpNameList *self)
{
  GHashTableIter iter;
  gpointer name;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->proposed);
  while (self->plan != NULL && g_hash_table_iter_next (&iter, &name, NULL))
    n += is_proposed (self, name);
  return n;
}

void
nqp_name_list_remember (NqpNameList *self)
{
  g_autoptr (NqpNamesMemory) memory = NULL;
  GHashTableIter iter;
  gpointer name, code;

  g_hash_table_iter_init (&iter, self->plan->names);
  while (g_hash_table_iter_next (&iter, &name, &code))
    {
      if (!g_ptr_array_find_with_equal_func (self->codes, code, g_str_equal, NULL)
          || g_str_equal (code, (const char *)name))
        continue;
      memory = memory != NULL ? memory : nqp_names_memory_load ();
      nqp_names_memory_add (memory, name, code);
    }
  if (memory != NULL)
    nqp_names_memory_save (memory); /* a convenience: the import does not hang on it */
}

/* A name that was settled keeps its row, in its place, so that it can be settled otherwise. */
void
nqp_name_list_show (NqpNameList *self, NqpImportPlan *plan, const NqpImportTrial *trial)
{
  GHashTableIter iter;
  gpointer name;

  self->plan = plan;
  adw_preferences_group_set_description (
      self->group,
      plan->into != NULL
          ? _ ("These names are none of the project’s regions. Say of each which region it means.")
          : _ ("These names are none of the regions file. Say of each which region it means."));
  if (trial == NULL || take_regions (self, trial->regions) || self->adds != (plan->into != NULL))
    empty (self);
  self->adds = plan->into != NULL;
  if (trial == NULL)
    {
      g_hash_table_remove_all (self->proposed);
      return;
    }
  for (guint i = 0; trial->names != NULL && i < trial->names->len && self->rows->len < MOST_ROWS; i++)
    {
      const NqpNameQuestion *question = trial->names->pdata[i];

      if (!has_row (self, question->name))
        add_row (self, question->name, question);
    }
  g_hash_table_iter_init (&iter, plan->names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!has_row (self, name))
      add_row (self, name, NULL);
}

guint
nqp_name_list_size (NqpNameList *self)
{
  return self->rows->len;
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

static void
nqp_name_list_finalize (GObject *object)
{
  NqpNameList *self = NQP_NAME_LIST (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->proposed);
  g_ptr_array_unref (self->codes);
  g_clear_object (&self->regions);
  G_OBJECT_CLASS (nqp_name_list_parent_class)->finalize (object);
}

static void
nqp_name_list_class_init (NqpNameListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_name_list_finalize;
  changed_signal
      = g_signal_new ("changed", NQP_TYPE_NAME_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nqp_name_list_init (NqpNameList *self)
{
  GtkWidget *page = adw_preferences_page_new ();

  self->rows = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->proposed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->regions = gtk_string_list_new (NULL);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Names to Settle"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_bin_set_child (ADW_BIN (self), page);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing and reading the largest project the program is made for: 2,800 regions x 25 years x 60 series. */
#include "nqp-project.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_REGIONS 2800
#define N_YEARS 25
#define N_SERIES 60

static NqpPanel *
make_panel (void)
{
  NqpPanel *panel = nqp_panel_new (N_REGIONS, N_REGIONS, N_YEARS, N_SERIES, N_SERIES, 0, 0, 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < N_REGIONS; i++)
    panel->places[i].code = g_strdup_printf ("r%04d", i);
  for (int t = 0; t < N_YEARS; t++)
    panel->years[t] = 2000 + t;
  for (int s = 0; s < N_SERIES; s++)
    {
      panel->series[s].code = g_strdup_printf ("S%02d", s);
      panel->indicators[s].code = g_strdup_printf ("s%02d", s);
      panel->indicators[s].pillar = g_strdup (nqp_pillar_id (s % NQP_N_PILLARS));
      panel->indicators[s].component = g_strdup ("all");
      panel->indicators[s].numerator = s;
    }
  for (int c = 0; c < N_REGIONS * N_YEARS * N_SERIES; c++)
    panel->values[c] = g_rand_double_range (rand, 1, 1000);
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autofree char *copy = g_build_filename (folder, "q.nqp", NULL);
  g_autoptr (NqpPanel) panel = make_panel ();
  g_autoptr (NqpPanel) read = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  double create, open, read_time, copy_time, edit;
  struct stat st;

  g_timer_start (timer);
  if (!nqp_project_create (path, panel, NULL, NULL, "", FALSE, &error))
    g_error ("%s", error->message);
  create = g_timer_elapsed (timer, NULL);
  g_timer_start (timer);
  project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
  if (project == NULL)
    g_error ("%s", error->message);
  open = g_timer_elapsed (timer, NULL);
  g_timer_start (timer);
  read = nqp_project_read_panel (project, &error);
  if (read == NULL)
    g_error ("%s", error->message);
  read_time = g_timer_elapsed (timer, NULL);
  g_timer_start (timer);
  for (int k = 0; k < 20; k++)
    if (!nqp_project_set_value (project, "S30", "r1400", 2010, k, "edit", &error))
      g_error ("%s", error->message);
  edit = g_timer_elapsed (timer, NULL) / 20;
  g_timer_start (timer);
  if (!nqp_project_save_copy (project, copy, NQP_COPY_PLAIN, &error))
    g_error ("%s", error->message);
  copy_time = g_timer_elapsed (timer, NULL);
  (void)stat (path, &st);
  g_print ("{\"bench\": \"store\", \"cells\": %d, \"bytes\": %.0f, \"create_s\": %.3f, \"open_s\": %.4f, "
           "\"read_s\": %.3f, \"edit_s\": %.4f, \"copy_s\": %.3f}\n",
           N_REGIONS * N_YEARS * N_SERIES, (double)st.st_size, create, open, read_time, edit, copy_time);
  g_clear_pointer (&project, nqp_project_close);
  (void)g_remove (path);
  (void)g_remove (copy);
  (void)g_rmdir (folder);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights ('w' first) or judgements ('j') as CSV, on a small tree. */
#include "fuzz.h"

#include "nqp-import.h"
#include "nqp-judgements-csv.h"
#include "nqp-weights-csv.h"

static NqpTree *tree;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  static const char *const leaves[] = { "a", "b", "c", "d" };
  static const char *const names[] = { "R&D intensity", "Patents", "Patents", "研发强度" };

  fuzz_begin ();
  tree = nqp_tree_new ();
  nqp_tree_add (tree, -1, "index", &(NqpText){ (char *)"Index", NULL }, NQP_LEVEL_INDEX, -1, 1, FALSE, TRUE);
  for (int p = 0; p < 2; p++)
    {
      const char *pillar = p == 0 ? "elements" : "drivers";
      g_autofree char *component = g_strconcat (pillar, ".tools", NULL);
      const int above = nqp_tree_add (tree, 0, pillar, &(NqpText){ (char *)pillar, NULL }, NQP_LEVEL_PILLAR,
                                      -1, 0.5, FALSE, TRUE);
      const int middle = nqp_tree_add (tree, above, component, &(NqpText){ (char *)"Tools", (char *)"工具" },
                                       NQP_LEVEL_COMPONENT, -1, 1, FALSE, TRUE);

      for (int i = 2 * p; i < 2 * p + 2; i++)
        nqp_tree_add (tree, middle, leaves[i], &(NqpText){ (char *)names[i], NULL }, NQP_LEVEL_INDICATOR, i,
                      0.5, FALSE, TRUE);
    }
  nqp_tree_seal (tree);
  return 0;
}

static void
read_weights (const char *text, gsize length)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpTree) read = nqp_weights_parse_csv (tree, text, length, "fuzz.csv", notes, &error);

  fuzz_check_error (read == NULL, error);
  for (int k = 0; read != NULL && k < read->n_nodes; k++)
    {
      const double share = nqp_tree_local_weight (read, k);

      g_assert_true (isfinite (share) && share >= 0 && share <= 1 + 1e-9);
    }
}

static void
read_judgements (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  NqpJudgements *read = nqp_judgements_parse_csv (tree, text, length, "fuzz.csv", &error);

  fuzz_check_error (read == NULL, error);
  for (int k = 0; read != NULL && k < tree->n_nodes; k++)
    {
      const NqpJudgementMatrix *matrix = nqp_judgements_find (read, tree->nodes[k].id);

      for (int i = 0; matrix != NULL && i < matrix->n * matrix->n; i++)
        g_assert_true (isfinite (matrix->a[i]) && matrix->a[i] > 0);
    }
  g_clear_pointer (&read, nqp_judgements_unref);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size > 0 && data[0] == 'w')
    read_weights ((const char *)data + 1, size - 1);
  else if (size > 0 && data[0] == 'j')
    read_judgements ((const char *)data + 1, size - 1);
  return 0;
}

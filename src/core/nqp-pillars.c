/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-components.h"

static const char *const pillars[NQP_N_PILLARS] = { "elements", "drivers", "carriers", "relations" };

/* Names are data like those of regions and indicators: in both languages, whatever the language of the program. */
static const struct
{
  const char *id, *en, *zh;
} names[] = {
  { "index", "New quality productivity index", "新质生产力指数" },
  { "elements", "New elements", "新要素" },
  { "elements.labour-force", "New labour force", "新型劳动者" },
  { "elements.labour-tools", "New labour tools", "新型劳动资料" },
  { "elements.labour-objects", "New labour objects", "新型劳动对象" },
  { "elements.combination", "Combination of elements", "要素组合" },
  { "drivers", "Technological innovation", "科技创新" },
  { "drivers.innovation-input", "Innovation input", "创新投入" },
  { "drivers.innovation-output", "Innovation output", "创新产出" },
  { "drivers.digital-green", "Digital and green technology", "数字与绿色技术" },
  { "drivers.efficiency", "Efficiency of traditional factors", "传统要素效率" },
  { "drivers.synergy", "Synergy of elements", "要素协同" },
  { "drivers.allocation", "Allocation of elements", "要素配置" },
  { "drivers.green", "Green transformation", "绿色转型" },
  { "carriers", "Emerging industries", "新兴产业" },
  { "carriers.emerging-industries", "Growth of emerging industries", "新兴产业发展" },
  { "carriers.industrial-upgrading", "Industrial upgrading", "产业升级" },
  { "carriers.strategic", "Strategic emerging industries", "战略性新兴产业" },
  { "carriers.future", "Future industries", "未来产业" },
  { "relations", "New production relations", "新型生产关系" },
  { "relations.science-system", "Science and technology system", "科技体制" },
  { "relations.factor-markets", "Factor markets", "要素市场" },
  { "relations.distribution", "Distribution", "收入分配" },
  { "relations.technological", "Technological system", "科技体制" },
  { "relations.economic", "Economic system", "经济体制" },
  { "relations.legal", "Legal mechanism", "法律机制" },
  { "relations.legal-system", "Legal system", "法律机制" },
};

const char *
nqp_pillar_id (int pillar)
{
  g_return_val_if_fail (pillar >= 0 && pillar < NQP_N_PILLARS, NULL);
  return pillars[pillar];
}

int
nqp_pillar_find (const char *id)
{
  for (int i = 0; i < NQP_N_PILLARS; i++)
    if (g_strcmp0 (pillars[i], id) == 0)
      return i;
  return -1;
}

/**
 * nqp_pillar_name:
 * @id: "index", a pillar or "pillar.component"
 *
 * Returns: (transfer full): the name; one that is not in the table is made from the last part of the id
 *   ("carriers.space-industry" becomes "Space industry"); clear with nqp_text_clear()
 */
NqpText
nqp_pillar_name (const char *id)
{
  const char *last = strrchr (id, '.');
  NqpText made;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].id, id) == 0)
      return nqp_text_new (names[i].en, names[i].zh);
  made = nqp_text_new (last != NULL && last[1] != '\0' ? last + 1 : id, NULL);
  if (made.en != NULL)
    {
      g_strdelimit (made.en, "-_", ' ');
      made.en[0] = g_ascii_toupper (made.en[0]);
    }
  return made;
}

/**
 * nqp_pillar_find_component:
 * @pillar: id of a pillar
 * @text: id of a component below it ("innovation-input"), or its name in either language
 *
 * Returns: (nullable): the id below the pillar of one that the program knows
 */
const char *
nqp_pillar_find_component (const char *pillar, const char *text)
{
  const gsize length = strlen (pillar);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *en = g_utf8_casefold (names[i].en, -1);

      if (strncmp (names[i].id, pillar, length) == 0 && names[i].id[length] == '.'
          && (strcmp (names[i].id + length + 1, text) == 0 || strcmp (names[i].zh, text) == 0
              || strcmp (en, folded) == 0))
        return names[i].id + length + 1;
    }
  return NULL;
}

/**
 * nqp_pillar_list_components:
 *
 * Returns: (transfer full) (element-type utf8): ids ("drivers.green") of the components that the program knows below @pillar
 */
GPtrArray *
nqp_pillar_list_components (const char *pillar)
{
  GPtrArray *ids = g_ptr_array_new ();
  const gsize length = strlen (pillar);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strncmp (names[i].id, pillar, length) == 0 && names[i].id[length] == '.')
      g_ptr_array_add (ids, (gpointer)names[i].id);
  return ids;
}

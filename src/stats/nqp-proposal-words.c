/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-proposal-words.h"

#include <string.h>

#include "nqp-components.h"

/* Words that indicators of the samples and of the literature on the theory have in their names, with the component they stand
 * for there. Lower case; "|" between; a word in Latin letters has to begin as a word does. */
static const struct
{
  const char *component;
  const char *meaning_en, *meaning_zh;
  const char *words;
} terms[] = {
  { "elements.labour-force", "R&D staff", "研发人员",
    "r&d staff|r&d personnel|researcher|scientist|研发人员|r&d人员|研究与试验发展人员|科研人员|科学家" },
  { "elements.labour-force", "Students in higher education", "高等学校在校学生",
    "student|higher education|university|college|graduate|高等学校|高校|在校学生|大学生|大专" },
  { "elements.labour-force", "Human capital", "人力资本",
    "human capital|schooling|years of education|talent|skilled|人力资本|受教育|人才|技能" },
  { "elements.labour-force", "Expenditure on education", "教育支出",
    "education expenditure|expenditure on education|education|教育" },
  { "elements.labour-tools", "Broadband", "宽带",
    "broadband|internet|telecom|5g|宽带|互联网|电信|网民|域名" },
  { "elements.labour-tools", "Mobile telephones", "移动电话",
    "mobile phone|mobile cellular|cellular|mobile subscription|移动电话" },
  { "elements.labour-tools", "Optical cable", "光缆", "cable|fibre|fiber|base station|光缆|光纤|基站" },
  { "elements.labour-tools", "Computers", "计算机",
    "computer|robot|intelligent equipment|计算机|电脑|机器人|智能" },
  { "elements.labour-tools", "Capital stock per person", "人均资本存量",
    "capital stock per|capital per worker|人均资本" },
  { "elements.labour-tools", "Infrastructure", "基础设施", "infrastructure|road|railway|基础设施|公路|铁路" },
  { "elements.labour-objects", "Data traffic", "数据流量", "data traffic|data|mobile data|数据|流量" },
  { "elements.labour-objects", "Patents", "专利",
    "patents per|patent stock|invention patent|patent|专利|知识产权" },
  { "elements.labour-objects", "New energy", "新能源",
    "renewable|clean energy|clean electricity|non-thermal|solar|wind power|new "
    "energy|新能源|清洁能源|非火力|可再生|风电|光伏" },
  { "elements.labour-objects", "New materials", "新材料", "new material|新材料" },
  { "drivers.innovation-input", "R&D expenditure", "研发经费",
    "r&d expenditure|r&d spending|r&d intensity|r&d|research and development|science "
    "expenditure|研发经费|r&d经费|研发支出|研发|研究与试验发展|试验发展|科学技术支出|科技支出" },
  { "drivers.innovation-output", "Patents granted per R&D staff", "人均专利授权数",
    "r&d person-year|patents per r&d|new product|papers|innovation output|新产品|论文|创新产出" },
  { "drivers.digital-green", "Electricity consumption per unit of GDP", "单位地区生产总值电力消费量",
    "energy consumption|energy use|energy intensity|electricity "
    "consumption|emission|co2|carbon|so2|pollut|pm2.5|waste|能耗|能源消费|"
    "电力消费|用电量|排放|碳|污染|废水|废气" },
  { "drivers.digital-green", "Enterprises with e-commerce", "电子商务企业",
    "e-commerce enterprise|digital econom|数字经济|数字化" },
  { "carriers.emerging-industries", "Software revenue", "软件业务收入",
    "software|information technology|软件|信息技术|信息服务" },
  { "carriers.emerging-industries", "E-commerce sales", "电子商务销售额",
    "e-commerce|electronic commerce|电子商务|电商" },
  { "carriers.emerging-industries", "High technology", "高技术",
    "high-tech|high tech|hi-tech|high technology|high-technology|emerging industr|strategic "
    "industr|高技术|高新技术|新兴产业" },
  { "carriers.industrial-upgrading", "Share of the tertiary industry", "第三产业占比",
    "tertiary|service industry|services|industrial structure|value added|第三产业|服务业|产业结构|增加值" },
  { "carriers.industrial-upgrading", "Labour productivity", "劳动生产率",
    "labour productivity|labor productivity|output per|productivity|gdp per "
    "capita|劳动生产率|全员生产率|人均gdp|人均地区生产总值" },
  { "relations.science-system", "Technology market", "技术市场",
    "technology market|technology contract|tech transfer|技术市场|技术合同|成果转化" },
  { "relations.factor-markets", "Finance", "金融",
    "finance|financial|credit|loan|deposit|金融|信贷|贷款|存款" },
  { "relations.factor-markets", "Openness", "对外开放",
    "import|export|foreign trade|openness|fdi|foreign invest|进出口|外贸|外资|开放" },
  { "relations.factor-markets", "Urbanisation", "城镇化",
    "urban|marketisation|marketization|城镇化|城镇人口|市场化" },
  { "relations.factor-markets", "Time to start a business", "开办企业所需时间", "start a business|开办企业" },
  { "relations.distribution", "Income", "收入", "income|wage|salary|gini|tax|收入|工资|基尼|税" },
  { "relations.legal-system", "Legal mechanism", "法律机制",
    "legal|law|court|disclosure|法律|法治|法院|披露" },
};

static char *
fold (const char *text)
{
  g_autofree char *plain = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;

  return g_utf8_casefold (plain != NULL ? plain : "", -1);
}

/* Latin words begin where no letter stands before; Chinese ones anywhere. */
static gboolean
speaks_of (const char *folded, const char *word)
{
  for (const char *at = strstr (folded, word); at != NULL; at = strstr (at + 1, word))
    if (at == folded || (guchar)*word >= 0x80 || !g_ascii_isalnum (at[-1]))
      return TRUE;
  return FALSE;
}

/* Chinese says in two characters what takes a word of letters. */
static glong
weigh (const char *word)
{
  glong n = 0;

  for (; *word != '\0'; word = g_utf8_next_char (word))
    n += (guchar)*word >= 0x80 ? 4 : 1;
  return n;
}

typedef struct
{
  const char *folded[2]; /* the name in both languages */
  glong best;
  NqpWordMatch match;
} Search;

static void
try_word (Search *self, const char *word, const char *component, NqpText meaning)
{
  const glong weight = weigh (word);

  if (weight <= self->best)
    return;
  for (int k = 0; k < 2; k++)
    if (speaks_of (self->folded[k], word))
      {
        g_free (self->match.word);
        self->match = (NqpWordMatch){ component, meaning, g_strdup (word) };
        self->best = weight;
        return;
      }
}

/* "elements.labour-force" of "elements.labour-force.rd"; NULL if that is nothing an indicator could belong to. */
static const char *
component_of (const char *concept)
{
  for (int p = 0; p < NQP_N_PILLARS; p++)
    {
      g_autoptr (GPtrArray) known = nqp_pillar_list_components (nqp_pillar_id (p));

      for (guint k = 0; k < known->len; k++)
        {
          const char *id = known->pdata[k];
          const gsize length = strlen (id);

          if (strncmp (concept, id, length) == 0 && (concept[length] == '\0' || concept[length] == '.'))
            return id;
        }
    }
  return NULL;
}

#define SHORTEST_NAME 4 /* by weigh() */

/**
 * nqp_proposal_match:
 * @name: of an indicator
 *
 * Looks for the longest word that the program or the framework knows.
 */
NqpWordMatch
nqp_proposal_match (const NqpText *name, const NqpFramework *framework)
{
  g_autofree char *en = fold (name->en), *zh = fold (name->zh);
  Search search = { { en, zh }, 0, { NULL, { NULL, NULL }, NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      g_auto (GStrv) words = g_strsplit (terms[i].words, "|", -1);

      for (int k = 0; words[k] != NULL; k++)
        try_word (&search, words[k], terms[i].component,
                  (NqpText){ (char *)terms[i].meaning_en, (char *)terms[i].meaning_zh });
    }
  for (guint i = 0; i < framework->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (framework, (int)i);
      const char *component = entry->kind == NQP_ENTRY_CONCEPT ? component_of (entry->id) : NULL;
      g_autofree char *name_en = fold (entry->name.en), *name_zh = fold (entry->name.zh);

      if (component == NULL)
        continue;
      if (weigh (name_en) >= SHORTEST_NAME)
        try_word (&search, name_en, component, entry->name);
      if (weigh (name_zh) > SHORTEST_NAME)
        try_word (&search, name_zh, component, entry->name);
    }
  return search.match;
}

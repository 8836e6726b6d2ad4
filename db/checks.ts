/** What each check of the books holds, and the same in Chinese. */
export const checkNames = {
  'stock on hand is the sum of its moves': '库存等于出入库之和',
  'no less than nothing and no more than is on hand is allocated': '备料不少于零, 不多于库存',
  'allocated stock is the sum of its allocations': '库存的备料量等于各备料之和',
  'allocated stock is the sum of its allocation moves': '库存的备料量等于备料历史之和',
  'a line is allocated what its allocations say': '订单行的备料量等于各备料之和',
  'a line is allocated what its allocation moves say': '订单行的备料量等于备料历史之和',
  'a line is shipped what its moves say': '订单行的已发量等于发货事务之和',
  'a line is shipped and allocated no more than was ordered': '已发量与备料量不超过订购量',
  'a line shipped whole is closed': '全部发完的行已结',
  'a line costs its quantity at its price': '行金额等于数量乘单价',
  'an order comes to the sum of its lines': '订单行合计等于各行金额之和',
  'an order totals its lines less the discount plus freight': '订单总额等于行合计减折扣加运费',
  'an order stands where its lines say': '订单状态与各行相符',
  'history has no gaps': '历史编号连续',
  'each operation follows on the one before it': '每笔操作紧接上一笔',
  'every move was made by an operation': '每笔历史都有操作记录',
  'no move lies ahead of the day it was posted': '生效日期不晚于过账日期',
  'a line was shipped for what its quantity costs': '发货金额等于发货量乘单价',
  'a line holds the sum of what was entered and changed': '订购量等于录入和更改之和',
  'every row refers to rows that exist': '引用的记录都存在',
  'the database file is sound': '数据库文件完好',
  'the books are what their operations made them': '账目与逐笔重做的结果相同',
} as const

export type CheckName = keyof typeof checkNames

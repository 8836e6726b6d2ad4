import { type Field, text } from './field.ts'

/** The parts of an address, shared by customers and their ship-tos. */
export const address = {
  name: {
    label: ['名称', 'Name'],
    format: text(36),
    help: ['公司全称, 打印在单据上。', 'The full name of the company as papers print it.'],
    required: true,
    qad: 'ad_name',
  },
  address_1: {
    label: ['地址', 'Address'],
    format: text(36),
    help: ['街道和门牌号。', 'Street and number.'],
    qad: 'ad_line1',
  },
  address_2: {
    label: ['地址 2', 'Address 2'],
    format: text(36),
    help: [
      '地址的续行, 如楼层、园区; 可以为空。',
      'The address goes on here, as with a floor or an estate; may be blank.',
    ],
    qad: 'ad_line2',
  },
  city: {
    label: ['城市', 'City'],
    format: text(20),
    help: ['收信的城市。', 'The town that mail goes to.'],
    qad: 'ad_city',
  },
  region: {
    label: ['省/州', 'State'],
    format: text(16),
    help: ['省、自治区或州; 可以为空。', 'The province or state; may be blank.'],
    qad: 'ad_state',
  },
  postal_code: {
    label: ['邮政编码', 'Post'],
    format: text(10),
    help: ['当地邮局的编码, 如 200120。', 'The code of the post office, as in 200120.'],
    qad: 'ad_zip',
  },
  country: {
    label: ['国家', 'Country'],
    format: text(20),
    help: ['国家名称, 出口单据需要。', 'The name of the country, which export papers need.'],
    qad: 'ad_country',
  },
  contact: {
    label: ['联系人', 'Contact'],
    format: text(24),
    help: ['打电话时找谁。', 'Whom to ask for on the telephone.'],
    qad: 'ad_attn',
  },
  phone: {
    label: ['电话', 'Telephone'],
    format: text(20),
    help: [
      '带区号的号码; 空格和括号都可以。',
      'The number with its area code; blanks and brackets do no harm.',
    ],
    qad: 'ad_phone',
  },
  fax: {
    label: ['传真', 'Fax'],
    format: text(20),
    help: ['带区号的传真号; 可以为空。', 'The fax number with its area code; may be blank.'],
    qad: 'ad_fax',
  },
} as const satisfies Record<string, Field>

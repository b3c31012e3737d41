//! Chinese names whose characters sound otherwise than by themselves: 长 is `zhǎng`, and 长春 is
//! `Chángchūn`.
//!
//! One table for all that goes by the sound of a name: the order of lists, ids and their addresses,
//! and what the search finds by letters. It holds the counties, cities and well-known places of China
//! whose names are read by a rarer sound, and the words that begin names of projects and firms. The
//! longest name that fits counts before a single character.
//!
//! The collation of CLDR goes by characters. So a name is sorted by a stand-in for such a character:
//! a rare one that has only the sound that is meant.

use pinyin::ToPinyin;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names in which one character has this sound.
struct Group {
    character: char,
    /// With its tone.
    sound: &'static str,
    /// A character that has this sound and no other.
    stand_in: char,
    names: &'static [&'static str],
}

const fn group(
    character: char,
    sound: &'static str,
    stand_in: char,
    names: &'static [&'static str],
) -> Group {
    Group { character, sound, stand_in, names }
}

/// What follows a name of one character counts only at the beginning: 长 alone is `cháng` there.
const GROUPS: &[Group] = &[
    group(
        '长',
        "cháng",
        '苌',
        &[
            "长",
            "长春",
            "长沙",
            "长治",
            "长垣",
            "长安",
            "长江",
            "长城",
            "长乐",
            "长汀",
            "长泰",
            "长兴",
            "长宁",
            "长寿",
            "长清",
            "长岛",
            "长葛",
            "长丰",
            "长武",
            "长岭",
            "长海",
            "长阳",
            "长顺",
            "长洲",
            "长白",
            "长三角",
            "长株潭",
            "长吉",
            "长征",
            "长期",
            "长途",
            "长输",
            "延长",
            "天长",
            "元长",
            "长辛店",
        ],
    ),
    group(
        '长',
        "zhǎng",
        '长',
        &[
            "长子",
            "长老",
            "长官",
            "长者",
            "长辈",
            "长孙",
            "增长",
            "成长",
            "生长",
            "县长",
            "市长",
            "省长",
            "区长",
            "镇长",
            "乡长",
            "村长",
            "校长",
            "院长",
            "部长",
            "局长",
            "行长",
            "董事长",
            "会长",
        ],
    ),
    group(
        '重',
        "chóng",
        '虫',
        &[
            "重庆", "重建", "重组", "重启", "重塑", "重构", "重阳", "重新", "重修", "重置", "重整",
            "双重",
        ],
    ),
    group(
        '重',
        "zhòng",
        '重',
        &[
            "重点",
            "重大",
            "重型",
            "重工",
            "重要",
            "重卡",
            "重汽",
            "重油",
            "重机",
            "载重",
            "起重",
            "重症",
            "重金属",
            "重离子",
            "重装",
            "重力",
            "重载",
            "重水",
        ],
    ),
    group('厦', "xià", '罅', &["厦", "厦门", "厦漳泉", "厦漳", "厦深", "厦大", "厦钨", "福厦"]),
    group('厦', "shà", '厦', &["大厦", "广厦", "高楼大厦", "商厦"]),
    group('单', "shàn", '赡', &["单县", "单父", "单集"]),
    group(
        '单',
        "dān",
        '单',
        &[
            "单位", "单晶", "单体", "单车", "单轨", "单元", "单一", "单机", "单项", "单片", "单独",
            "名单", "清单", "菜单", "订单", "单抗",
        ],
    ),
    group('曾', "zēng", '憎', &["曾", "曾都", "曾国藩", "曾侯乙", "曾母暗沙", "曾家"]),
    group('曾', "céng", '曾', &["曾经", "未曾"]),
    group('尉', "yù", '煜', &["尉犁", "尉迟"]),
    group('蔚', "yù", '煜', &["蔚县", "蔚州"]),
    group(
        '乐',
        "yuè",
        '钺',
        &["乐清", "乐毅", "音乐", "乐器", "乐府", "乐团", "乐队", "乐律", "奏乐", "礼乐"],
    ),
    group('乐', "lào", '酪', &["乐亭", "乐陵"]),
    group(
        '乐',
        "lè",
        '乐',
        &["乐山", "乐至", "乐昌", "乐业", "乐东", "乐平", "乐都", "乐安", "乐园"],
    ),
    group('番', "pān", '攀', &["番禺"]),
    group('番', "fān", '帆', &["吐鲁番"]),
    group(
        '都',
        "dū",
        '嘟',
        &[
            "都",
            "曾都",
            "成都",
            "都江堰",
            "都匀",
            "都安",
            "都昌",
            "都兰",
            "于都",
            "宜都",
            "丰都",
            "乐都",
            "昌都",
            "花都",
            "新都",
            "江都",
            "武都",
            "盐都",
            "都市",
            "首都",
            "帝都",
            "古都",
            "大都",
            "都会",
            "都城",
            "许都",
        ],
    ),
    group('六', "lù", '辂', &["六安", "六合"]),
    group('台', "tāi", '苔', &["台州", "天台"]),
    group('丽', "lí", '骊', &["丽水", "高丽", "高句丽"]),
    group('洞', "tóng", '潼', &["洪洞"]),
    group('铅', "yán", '筵', &["铅山"]),
    group('枞', "zōng", '鬃', &["枞阳"]),
    group('歙', "shè", '麝', &["歙县", "歙州", "歙砚"]),
    group('朝', "cháo", '朝', &["朝阳", "朝天", "朝鲜", "王朝"]),
    group('朝', "zhāo", '昭', &["朝霞", "朝气", "朝晖", "朝夕", "朝露", "今朝"]),
    group('埔', "bù", '簿', &["大埔"]),
    group('埔', "pǔ", '圃', &["黄埔", "青埔"]),
    group('会', "kuài", '侩', &["会稽", "会计", "财会"]),
    group('莘', "shēn", '娠', &["莘县", "莘塍", "莘莘"]),
    group('莘', "xīn", '锌', &["莘庄", "莘松"]),
    group('阿', "ē", '婀', &["东阿", "阿胶", "阿弥陀", "阿房"]),
    group('阿', "ā", '阿', &["阿城", "阿拉善", "阿克苏", "阿勒泰", "阿坝", "阿里", "阿图什"]),
    group('牟', "mù", '睦', &["牟平", "中牟", "牟定"]),
    group('浚', "xùn", '徇', &["浚县"]),
    group('解', "xiè", '廨', &["解州", "解池", "解虞", "解县"]),
    group(
        '解',
        "jiě",
        '解',
        &["解放", "解决", "解困", "分解", "电解", "降解", "理解", "讲解", "解读", "解冻"],
    ),
    group('荥', "yíng", '萦', &["荥经"]),
    group('荥', "xíng", '荥', &["荥阳"]),
    group('渑', "miǎn", '缅', &["渑池"]),
    group('什', "shí", '埘', &["什邡", "喀什", "阿图什", "什刹海", "什川", "乌什"]),
    group('峙', "shì", '逝', &["繁峙"]),
    group('蚌', "bèng", '迸', &["蚌埠", "蚌山", "合蚌"]),
    group('泌', "bì", '愎', &["泌阳"]),
    group('大', "dài", '殆', &["大城县"]),
    group('任', "rén", '壬', &["任丘", "任县", "任城", "任泽", "任家", "任庄", "任店", "任村"]),
    group('任', "rèn", '任', &["任务", "责任", "主任", "任职", "信任"]),
    group('华', "huà", '桦', &["华山", "华阴", "华州", "华县", "华佗"]),
    group(
        '应',
        "yìng",
        '媵',
        &["应县", "应用", "应急", "应对", "供应", "适应", "应力", "反应", "响应"],
    ),
    group('兴', "xīng", '猩', &["兴"]),
    group('泊', "bó", '铂', &["泊头", "泊里", "停泊"]),
    group('堡', "bǔ", '哺', &["吴堡", "瓦窑堡", "柴沟堡", "左卫堡"]),
    group('堡', "pù", '瀑', &["十里堡", "二十里堡", "三十里堡", "四十里堡"]),
    group('犍', "qián", '虔', &["犍为"]),
    group('筠', "jūn", '钧', &["筠连"]),
    group('召', "shào", '劭', &["召陵"]),
    group('涡', "guō", '埚', &["涡阳", "涡河"]),
    group('宕', "tàn", '炭', &["宕昌"]),
    group('浒', "xǔ", '诩', &["浒墅", "浒湾", "浒浦"]),
    group(
        '行',
        "háng",
        '杭',
        &[
            "银行",
            "行业",
            "行情",
            "行长",
            "同行",
            "商行",
            "总行",
            "分行",
            "支行",
            "农商行",
            "央行",
            "投行",
        ],
    ),
    group(
        '藏',
        "zàng",
        '奘',
        &["藏", "西藏", "藏族", "藏区", "藏医", "藏药", "藏文", "川藏", "青藏", "宝藏", "藏羚"],
    ),
    group(
        '藏',
        "cáng",
        '藏',
        &["藏品", "藏书", "藏宝", "收藏", "冷藏", "储藏", "馆藏", "贮藏", "埋藏"],
    ),
    group(
        '调',
        "tiáo",
        '迢',
        &[
            "调节", "调压", "调蓄", "调整", "调解", "调味", "调峰", "调频", "调理", "调和", "调试",
            "空调", "调制", "调质", "烹调", "协调",
        ],
    ),
    group(
        '调',
        "diào",
        '调',
        &[
            "调度", "调研", "调查", "调水", "调运", "调动", "调拨", "调令", "强调", "北调", "东调",
            "西调",
        ],
    ),
    group('薄', "bó", '铂', &["薄膜", "薄壁", "薄荷", "薄板", "轻薄", "单薄"]),
    group('模', "mú", '毪', &["模具", "模板", "模样"]),
    group('仇', "qiú", '虬', &["仇", "仇池", "仇庄"]),
    group('翟', "zhái", '宅', &["翟", "翟庄", "翟营"]),
    group('查', "zhā", '楂', &["查济", "查氏"]),
    group(
        '查',
        "chá",
        '查',
        &["查干湖", "查干", "查验", "查处", "检查", "调查", "勘查", "普查", "巡查"],
    ),
    group('盖', "gài", '盖', &["盖州", "盖县", "盖板", "覆盖"]),
    group('葛', "gé", '葛', &["葛洲坝", "诸葛", "葛根", "长葛"]),
    group('覃', "tán", '覃', &["覃塘", "覃怀"]),
    group('种', "zhòng", '种', &["种植", "种养", "种粮"]),
    group('柏', "bǎi", '佰', &["柏乡", "双柏", "柏树", "柏林寺", "松柏"]),
    group('冠', "guān", '倌', &["冠县", "皇冠", "鸡冠"]),
    group('句', "gōu", '佝', &["句容", "高句丽", "句践"]),
    group('监', "jiàn", '鉴', &["监利"]),
    group('龟', "qiū", '鳅', &["龟兹"]),
    group('蠡', "lí", '蠡', &["范蠡", "蠡湖"]),
    group('蠡', "lǐ", '逦', &["蠡县"]),
    group('获', "huái", '槐', &["获鹿"]),
    group('父', "fǔ", '滏', &["单父"]),
    group('圩', "xū", '墟', &["圩镇", "圩市", "圩日"]),
    group('圩', "wéi", '帷', &["圩堤", "圩区", "圩田", "联圩"]),
    group('乾', "qián", '虔', &["乾县", "乾安", "乾隆", "乾坤", "乾陵"]),
    group('扎', "zā", '匝', &["扎染", "扎赉特", "扎鲁特"]),
    group('扎', "zhā", '扎', &["扎兰屯", "扎囊"]),
    group('蒙', "měng", '蜢', &["蒙古", "内蒙", "蒙牛", "蒙东", "蒙西", "蒙医"]),
    group('蒙', "méng", '蒙', &["蒙城", "蒙阴", "蒙山", "蒙自", "启蒙"]),
    group('莞', "guǎn", '馆', &["东莞"]),
];

/// Characters with which a name that stands in no list above may begin by either of two sounds, the
/// one by which it is sorted first.
const DOUBTFUL: &[(char, &str, &str)] = &[
    ('单', "dān", "shàn"),
    ('尉', "wèi", "yù"),
    ('蔚', "wèi", "yù"),
    ('解', "jiě", "xiè"),
    ('查', "chá", "zhā"),
    ('覃', "tán", "qín"),
    ('莘', "shēn", "xīn"),
    ('牟', "móu", "mù"),
    ('召', "zhào", "shào"),
    ('浚', "jùn", "xùn"),
    ('泌', "mì", "bì"),
    ('泊', "pō", "bó"),
    ('盖', "gài", "gě"),
    ('番', "fān", "pān"),
    ('圩', "wéi", "xū"),
];

/// A name, or a part of one, whose sounds are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSound {
    /// The name.
    pub name: &'static str,
    /// The sound of each of its characters, without tones and in ASCII.
    pub sounds: Vec<String>,
    /// The name by which it is sorted.
    stand_in: String,
}

/// By the first character of a name, the longest name first.
static READINGS: LazyLock<BTreeMap<char, Vec<NameSound>>> = LazyLock::new(|| {
    let mut by_name: BTreeMap<&'static str, Vec<&Group>> = BTreeMap::new();
    for group in GROUPS {
        for name in group.names {
            by_name.entry(name).or_default().push(group);
        }
    }
    let mut readings: BTreeMap<char, Vec<NameSound>> = BTreeMap::new();
    for (name, groups) in by_name {
        let Some(first) = name.chars().next() else { continue };
        let of = |c: char| groups.iter().find(|group| group.character == c);
        let sound = |c: char| match of(c) {
            Some(group) => ascii(group.sound),
            None => c.to_pinyin().map(|sound| ascii(sound.plain())).unwrap_or_default(),
        };
        let reading = NameSound {
            name,
            sounds: name.chars().map(sound).collect(),
            stand_in: name.chars().map(|c| of(c).map_or(c, |group| group.stand_in)).collect(),
        };
        readings.entry(first).or_default().push(reading);
    }
    for names in readings.values_mut() {
        names.sort_by_key(|reading| usize::MAX - reading.name.len());
    }
    readings
});

/// The longest name with known sounds with which a text begins; a single character only where the
/// text is a name from its beginning.
#[must_use]
pub fn reading_of(text: &str, is_beginning: bool) -> Option<&'static NameSound> {
    let names = READINGS.get(&text.chars().next()?)?;
    names.iter().find(|reading| {
        let is_single = reading.sounds.len() == 1;
        text.starts_with(reading.name) && (is_beginning || !is_single)
    })
}

/// A name as it is sorted: with a stand-in for each character that sounds otherwise than by itself.
#[must_use]
pub(super) fn as_sorted(name: &str) -> Cow<'_, str> {
    let mut sorted = String::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(c) = name[at..].chars().next() {
        match reading_of(&name[at..], at == 0) {
            Some(reading) => {
                sorted.push_str(&name[kept..at]);
                sorted.push_str(&reading.stand_in);
                at += reading.name.len();
                kept = at;
            }
            None => at += c.len_utf8(),
        }
    }
    if kept == 0 {
        return name.into();
    }
    sorted.push_str(&name[kept..]);
    sorted.into()
}

/// Of a name that may begin by either of two sounds: its character, the sound by which it is sorted,
/// and the other one.
#[must_use]
pub fn doubtful(name: &str) -> Option<(char, &'static str, &'static str)> {
    let first = name.chars().next()?;
    let found = DOUBTFUL.iter().find(|(c, ..)| *c == first)?;
    reading_of(name, true).is_none().then_some(*found)
}

/// A sound in ASCII; `lü` is written `lv` where there are no marks.
fn ascii(sound: &str) -> String {
    let plain = |c: char| match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        c => c,
    };
    sound.chars().map(plain).collect()
}

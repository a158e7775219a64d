/** Romanised as their bearers write them: Mandarin (pinyin) and Cantonese spellings side by side. */
export const GIVEN_MANDARIN =
  `Li,Yan,Mei,Xiaoling,Hui,Fang,Jing,Xiaoyan,Ying,Na,Lihua,Xiu Ying,Meiling,Yue,Xiaohong,Lan,Qing,Min,Hong,Xin,Yuping,Xue,Jia Li,Shu Fen,Yu Hua,Rong,Dan,Wenjing,Lei,Juan,Ping,Qiong,Zhen,Ruoxi,Yi-Ling,Shu-Chen,Hsiu-Mei,Chia-Ling`.split(
    ",",
  );

export const GIVEN_CANTONESE =
  `Mei Yee,Wai Ling,Sau Fong,Ka Yan,Pui Shan,Yuk Lan,Siu Ling,Wing Sze,Lai Kuen,Suk Yee,Oi Lin,Kit Ying,Mei Ling,Sau Ying,Hoi Yan,Yuet Ngor`.split(
    ",",
  );

/** American given names many use beside their own. */
export const ALSO_CALLED =
  "Amy,Grace,Jenny,Winnie,Cindy,Helen,Nancy,Alice,Vivian,Joyce,Fiona,Karen,Connie,Tina,Lily,Jane".split(",");

export const SURNAMES_MANDARIN =
  `Wang,Li,Zhang,Liu,Chen,Yang,Huang,Zhao,Wu,Zhou,Xu,Sun,Ma,Zhu,Hu,Guo,He,Lin,Gao,Luo,Zheng,Liang,Xie,Tang,Deng,Xiao,Feng,Cao,Peng,Zeng,Lü,Hsu,Tsai,Hsieh`.split(
    ",",
  );

export const SURNAMES_CANTONESE =
  `Chan,Wong,Lee,Leung,Cheung,Lau,Ng,Ho,Lam,Chow,Tam,Kwok,Yu,Mak,Fong,Yip,Lo,Tse,Chiu,Kwan,Au-Yeung,Szeto`.split(
    ",",
  );

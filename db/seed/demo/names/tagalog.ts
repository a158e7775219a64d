/** Filipino names: a Spanish or English given name, the mother's surname as middle name. */
export const GIVEN_WOMEN =
  `Maria Cristina,Marites,Rowena,Jocelyn,Maricel,Imelda,Lourdes,Rosalie,Analyn,Jennylyn,Mary Grace,Maria Theresa,Ligaya,Liwayway,Luzviminda,Corazon,Remedios,Cherry Ann,Girlie,Divina,Evangeline,Milagros,Perla,Nenita,Aurora,Hazel,Rochelle,Princess,Althea,Bituin`.split(
    ",",
  );

export const GIVEN_MEN = "Rodel,Jomar,Reynaldo,Arnel,Dennis,Ferdinand,Christian".split(",");

export const SURNAMES =
  `Santos,Reyes,Cruz,Bautista,Ocampo,Garcia,Mendoza,Aquino,Villanueva,Ramos,Dela Cruz,Del Rosario,de Guzman,Pascual,Mercado,Salvador,Soriano,Tolentino,Manalo,Macaraeg,Dimaculangan,Panganiban,Magsaysay,Catacutan,Batungbakal,Lacson,Evangelista,Cayabyab,Agbayani,Sison,Tan,Lim,Sy`.split(
    ",",
  );

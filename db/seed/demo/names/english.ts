/** Most common first: drawn with a falling frequency. */
export const GIVEN_WOMEN =
  `Jennifer,Jessica,Ashley,Michelle,Elizabeth,Stephanie,Amanda,Melissa,Sarah,Kimberly,Lisa,Patricia,Christina,Nicole,Rebecca,Linda,Susan,Karen,Barbara,Deborah,Margaret,Katherine,Amy,Angela,Rachel,Heather,Laura,Samantha,Megan,Lauren,Danielle,Tiffany,Crystal,Brittany,Emily,Kelly,Andrea,Victoria,Tamika,Latoya,Keisha,Ebony,Jasmine,Alicia,Monica,Brenda,Cynthia,Pamela,Sandra,Donna,Carol,Diane,Judith,Theresa,Cheryl,Robin,Tracy,Dawn,Tina,Shannon,Erin,Vanessa,Courtney,Natalie,Kathleen,Denise,Yolanda,Alexandra,Gabrielle,Olivia,Hannah,Abigail,Grace,Zoë,Renée,Chloé,Siân,Imani,Aaliyah,Destiny,Shanice,Monique,Simone,Charlotte,Florence,Beverly,Joyce,Marjorie,Priscilla,Roberta,Constance,Josephine,Penelope,Winifred,Eleanor,Suzanne,Virginia,Jacqueline,Valerie,Gwendolyn,Geraldine,Rosemary,Mary Ann,Anne-Marie`.split(
    ",",
  );

export const GIVEN_MEN =
  `Michael,David,James,Robert,Christopher,Daniel,Matthew,Anthony,Joseph,William,Andrew,Kevin,Brian,Jason,Eric,Steven,Timothy,Marcus,Darnell,Terrence,Jonathan,Nicholas,Benjamin,Gregory,Samuel,Patrick,Edward,Thomas,Charles,Richard`.split(
    ",",
  );

export const SURNAMES =
  `Smith,Johnson,Williams,Brown,Jones,Davis,Miller,Wilson,Moore,Taylor,Anderson,Thomas,Jackson,White,Harris,Martin,Thompson,Robinson,Clark,Lewis,Lee,Walker,Hall,Allen,Young,King,Wright,Hill,Scott,Green,Adams,Baker,Nelson,Carter,Mitchell,Roberts,Turner,Phillips,Campbell,Parker,Evans,Edwards,Collins,Stewart,Morris,Rogers,Reed,Cook,Morgan,Bell,Murphy,Bailey,Cooper,Richardson,Cox,Howard,Ward,Peterson,Gray,James,Watson,Brooks,Kelly,Sanders,Price,Bennett,Wood,Barnes,Ross,Henderson,Coleman,Jenkins,Perry,Powell,Long,Patterson,Hughes,Washington,Butler,Simmons,Foster,Bryant,Alexander,Russell,Griffin,Hayes,Myers,Ford,Hamilton,Graham,Sullivan,Wallace,West,Cole,Owens,Jordan,Reynolds,Fisher,Ellis,Harrison,Gibson,McDonald,Marshall,Freeman,Wells,Webb,Simpson,Stevens,Tucker,Porter,Hunter,Hicks,Crawford,Boyd,Mason,Kennedy,Warren,Dixon,Burns,Gordon,Shaw,Rice,Robertson,Hunt,Black,Daniels,Palmer,Mills,Nichols,Grant,Knight,Ferguson,Rose,Stone,Hawkins,Dunn,Perkins,Hudson,Spencer,Gardner,Payne,Pierce,Berry,Matthews,Arnold,O'Connor,O'Brien,MacKenzie,Ndiaye,Okafor,Abebe,Tesfaye,Kowalski,Żółkowska,Müller,Lindström,Søndergaard,D'Angelo,DeLuca,Van Dyke,St. James,Petrosyan,Khachatryan,Sarkisian,Hosseini,Singh,Kaur,Patel,Haddad`.split(
    ",",
  );

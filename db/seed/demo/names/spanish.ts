/** Most common first. Compound given names are one name, as their bearers use them. */
export const GIVEN_WOMEN =
  `María,Guadalupe,Ana,Rosa,Maribel,Claudia,Verónica,Leticia,Sandra,Patricia,María Guadalupe,Adriana,Gabriela,Elizabeth,Carmen,Teresa,Silvia,Norma,Alma,Yolanda,Martha,Juana,Maricela,Blanca,Esmeralda,Karina,Alejandra,Daniela,Mónica,María del Carmen,Rocío,Lorena,Araceli,Beatriz,Cecilia,Irma,Luz,Elvira,Lucía,Sofía,Isabel,María Elena,Mercedes,Dolores,Rosario,Consuelo,Graciela,Socorro,María de los Ángeles,Ana María,Rosa María,María Teresa,Luz María,María José,Margarita,Josefina,Angélica,Xóchitl,Itzel,Yesenia,Jazmín,Brenda,Nancy,Vanessa,Viridiana,Fabiola,Marisol,Mireya,Olivia,Paola,Valeria,Ximena,Estela,Ofelia,Raquel,Rebeca,Inés,Noemí,Esperanza,Concepción,Francisca,Manuela,Antonia,Catalina,Eugenia`.split(
    ",",
  );

export const GIVEN_MEN =
  `José,Juan,Luis,Carlos,Jesús,Miguel,Francisco,Jorge,Alejandro,Pedro,Manuel,Ricardo,Roberto,Fernando,Javier,Raúl,Sergio,Eduardo,Óscar,José Luis,Juan Carlos,Miguel Ángel`.split(
    ",",
  );

export const SURNAMES =
  `García,Hernández,Martínez,López,González,Rodríguez,Pérez,Sánchez,Ramírez,Flores,Torres,Rivera,Gómez,Díaz,Reyes,Cruz,Morales,Gutiérrez,Ortiz,Chávez,Ramos,Ruiz,Mendoza,Álvarez,Jiménez,Castillo,Vásquez,Romero,Moreno,Herrera,Medina,Aguilar,Vargas,Guzmán,Castro,Méndez,Fernández,Salazar,Soto,Delgado,Ríos,Contreras,Peña,Ortega,Núñez,Guerrero,Estrada,Sandoval,Vega,Espinoza,Domínguez,Maldonado,Ibarra,Cervantes,Navarro,Juárez,Mejía,Acosta,Rosales,Padilla,Molina,Figueroa,Robles,Salinas,Lara,Zamora,Ávila,Cabrera,Solís,Trujillo,Velásquez,Orozco,Valdez,Ochoa,Pacheco,Carrillo,Camacho,Villanueva,Bautista,Barajas,Zavala,Meza,Rangel,Miranda,Arellano,Cárdenas,Duarte,Escobar,Gallegos,Huerta,Magaña,Montes,Palacios,Quintero,Rentería,Serrano,Tapia,Ugalde,Villalobos,Zúñiga,De la Cruz,De León,De la Torre,del Río,Quiñones,Muñoz,Ordóñez,Cevallos,Yáñez,Zárate`.split(
    ",",
  );

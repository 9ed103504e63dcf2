// What is used of papaparse, whose own types bring those of Node along.
declare module "papaparse" {
  const Papa: { parse<Row>(text: string, options: { skipEmptyLines: "greedy" }): { data: Row[] } };
  export default Papa;
}

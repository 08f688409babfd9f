/** Which problem is shown stands in the address, and the layout reads it there. */
export default function Problem() {
  return null;
}

// A long page is drawn a piece at a time: how much of it there is room for now.

export class Room {
  /** Whether something had to be left out. */
  full = false;

  constructor(private left: number = Infinity) {}

  /** As many of a list as there is room for, each with its weight. */
  some<Item>(all: readonly Item[], weight: (item: Item) => number = () => 1): readonly Item[] {
    const end = all.findIndex((item) => {
      if (this.left <= 0) return true;
      this.left -= weight(item);
      return false;
    });
    if (end === -1) return all;
    this.full = true;
    return all.slice(0, end);
  }
}

-- Whether a peer's figures are ours, cell by cell: euros and ranks exactly, percentages within 1e-9.
-- ${ours} and ${theirs} say how the cells are read. Areas that stay the same when provinces change are ours alone.

set temp_directory = '${spill}';

create macro same(a, b) as a is not distinct from b or coalesce(abs(a - b) <= 1e-9 * greatest(1, abs(a)), false);

create view ours as select *, true as ours from ${ours} where territory_level <> 'constant_area';

create view theirs as select *, true as theirs from ${theirs};

-- One row per cell and what differs in it.
create table differences as
select unnest(what) as what, flow, span, period, territory, market, product
from (
  select flow, span, period, territory, market, product,
         case when theirs is null then ['only ours']
              when ours is null then ['only theirs']
              else list_filter([
                case when o.value_eur is distinct from t.value_eur then 'value_eur' end,
                case when o.prior_value_eur is distinct from t.prior_value_eur then 'prior_value_eur' end,
                case when not same(o.yoy_percent, t.yoy_percent) then 'yoy_percent' end,
                case when not same(o.contribution_territory_pp, t.contribution_territory_pp) then 'contribution_territory_pp' end,
                case when not same(o.share_of_italy_percent, t.share_of_italy_percent) then 'share_of_italy_percent' end,
                case when o.rank_in_territory is distinct from t.rank_in_territory then 'rank_in_territory' end
              ], lambda difference: difference is not null) end as what
  from ours o full join theirs t using (flow, span, period, territory, market, product)
);

select printf('differs: %s in %d cells, such as %s', what, count(*),
              any_value(concat_ws(' ', flow, span, period, territory, market, product)))
from differences group by what;

select case when cells = 0 or exists (from differences)
            then error(printf('%d cells of ours: theirs are not the same', cells))
            else printf('%d cells, all the same', cells) end
from (select count(*) as cells from ours);

create table `t` (`id` bigint unsigned not null auto_increment primary key, `a` timestamp not null default CURRENT_TIMESTAMP on update CURRENT_TIMESTAMP, `b` int as (n * 2), `c` int as (b + 1) stored, `n` int not null, `d` varchar(255) not null, `e` point not null, `f` text not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci' engine = InnoDB;
alter table `t` add index `by_f`(f(20));
alter table `t` add fulltext `text_f`(`f`);
alter table `t` add fulltext `t_d_fulltext`(`d`);
alter table `t` add spatial index `t_e_spatialindex`(`e`);
alter table `t` auto_increment = 100;
alter table `t` add `g` varchar(255) not null after `id`, add `h` varchar(255) not null first, add `i` varchar(255) not null after `b`, add `j` varchar(255) not null after `i`, add `k` varchar(255) null invisible;
